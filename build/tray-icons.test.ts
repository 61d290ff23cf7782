import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { repoRoot } from './paths.ts'
import { iconFile, trayIcons } from './tray-icons.ts'

const icons = await trayIcons(await readFile(path.join(repoRoot, iconFile), 'utf8'))

it('draws each icon for plain and dense screens', async () => {
  const sizes = await Promise.all(icons.map(async ({ name, png }) => [name, (await sharp(png).metadata()).width]))
  expect(Object.fromEntries(sizes)).toEqual({
    tray: 22,
    'tray@2x': 44,
    'tray-small': 16,
    'tray-small@2x': 32,
    trayTemplate: 18,
    'trayTemplate@2x': 36,
  })
})

it('draws the template in black on nothing, with the ring, the air above the water, and the water', async () => {
  const { png } = icons.find(({ name }) => name === 'trayTemplate@2x') ?? { png: Buffer.alloc(0) }
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
  expect(at(0, 0)[3]).toBe(0)
  expect(at(18, 2)).toEqual([0, 0, 0, 255])
  expect(at(18, 11)[3]).toBe(0)
  expect(at(18, 25)).toEqual([0, 0, 0, 255])
})
