import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { repoRoot } from '../paths.ts'
import { linuxSizes, renderIcons } from './icons.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-icons-'))
  await renderIcons(path.join(repoRoot, 'build/icon/porthole.svg'), folder)
})
afterAll(() => rm(folder, { recursive: true }))

it.each(linuxSizes)('draws a PNG of %i pixels, see-through at its corner and not in its middle', async (size) => {
  const image = sharp(path.join(folder, 'linux', `${size}x${size}.png`))
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([size, size])
  const alpha = (x: number, y: number): number | undefined => data[(y * size + x) * 4 + 3]
  expect([alpha(0, 0), alpha(size >> 1, size >> 1)]).toEqual([0, 255])
})

it('packs an .ico whose entries lead to PNGs', async () => {
  const ico = await readFile(path.join(folder, 'porthole.ico'))
  const count = ico.readUInt16LE(4)
  const widths = Array.from({ length: count }, (_, at) => {
    const entry = 6 + 16 * at
    const png = ico.subarray(ico.readUInt32LE(entry + 12), ico.readUInt32LE(entry + 12) + ico.readUInt32LE(entry + 8))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    return png.readUInt32BE(16)
  })
  expect(widths).toEqual([16, 24, 32, 48, 64, 128, 256])
})

it('packs an .icns whose parts fill it', async () => {
  const icns = await readFile(path.join(folder, 'porthole.icns'))
  expect(icns.subarray(0, 4).toString()).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  const types: string[] = []
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    types.push(icns.subarray(at, at + 4).toString())
    expect(icns.subarray(at + 9, at + 12).toString()).toBe('PNG')
  }
  expect(types).toContain('ic10')
})
