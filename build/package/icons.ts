import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { packIcns, packIco } from './icon-files.ts'

/** The sizes of freedesktop.org's hicolor theme. */
export const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const
const windowsSizes = [16, 24, 32, 48, 64, 128, 256] as const
const macSizes = [16, 32, 64, 128, 256, 512, 1024] as const

/** Draws the one SVG in every size that a system asks for: PNGs in `linux/`, `porthole.ico`, `porthole.icns`. */
export async function renderIcons(svgFile: string, folder: string): Promise<void> {
  const svg = await readFile(svgFile)
  const sizes = [...new Set<number>([...linuxSizes, ...windowsSizes, ...macSizes])]
  const drawn = new Map<number, Buffer>()
  for (const size of sizes) drawn.set(size, await draw(svg, size))
  const pick = (wanted: readonly number[]): { size: number; png: Buffer }[] =>
    wanted.flatMap((size) => {
      const png = drawn.get(size)
      return png ? [{ size, png }] : []
    })
  await mkdir(path.join(folder, 'linux'), { recursive: true })
  for (const { size, png } of pick(linuxSizes)) await writeFile(path.join(folder, 'linux', `${size}x${size}.png`), png)
  await writeFile(path.join(folder, 'porthole.svg'), svg)
  await writeFile(path.join(folder, 'porthole.ico'), packIco(pick(windowsSizes)))
  await writeFile(path.join(folder, 'porthole.icns'), packIcns(pick(macSizes)))
}

/** Drawn at its size, not shrunk from a large one: lines stay sharp. */
function draw(svg: Buffer, size: number): Promise<Buffer> {
  // The SVG's own size is 1024 at 72 dpi.
  return sharp(svg, { density: Math.max(1, (72 * size) / 1024) })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer()
}
