import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import type { Plugin } from 'vite'

/** The file of the one icon, from the root. */
export const iconFile = 'build/icon/porthole.svg'

/** Names and sizes in pixels; Electron takes those with `@2x` for dense screens by itself. */
const drawings = [
  { name: 'tray', size: 22, plain: false },
  { name: 'tray-small', size: 16, plain: false },
  { name: 'trayTemplate', size: 18, plain: true },
] as const

/** Draws the tray's icons from the one SVG beside the main bundle. */
export function drawTrayIcons(root: string): Plugin {
  return {
    name: 'porthole-tray-icons',
    async generateBundle() {
      for (const { name, png } of await trayIcons(await readFile(path.join(root, iconFile), 'utf8'))) {
        this.emitFile({ type: 'asset', fileName: `tray/${name}.png`, source: png })
      }
    },
  }
}

export async function trayIcons(svg: string): Promise<{ name: string; png: Buffer }[]> {
  const all = drawings.flatMap(({ name, size, plain }) =>
    [1, 2].map((scale) => ({ name: scale === 1 ? name : `${name}@${scale}x`, size: size * scale, plain })),
  )
  return Promise.all(
    all.map(async ({ name, size, plain }) => ({ name, png: await draw(plain ? templateOf(svg) : svg, size) })),
  )
}

/** The mark alone, black on nothing: macOS draws it in the colour of its menu bar. */
export function templateOf(svg: string): string {
  return svg
    .replace(/<rect [^>]*fill="url\(#hull\)"[^>]*>/, '')
    .replace(/<circle [^>]*fill="url\(#sky\)"[^>]*>/, '')
    .replace(/<g fill=[\s\S]*?<\/g>/, '')
    .replace('url(#water)', '#000')
    .replace(/stroke="#[0-9a-f]+"/, 'stroke="#000"')
    .replace('viewBox="0 0 1024 1024"', 'viewBox="142 142 740 740"')
}

/** Drawn large, then shrunk: at these sizes an SVG drawn at once has steps. */
function draw(svg: string, size: number): Promise<Buffer> {
  return sharp(Buffer.from(svg)).resize(size, size, { kernel: 'lanczos3' }).png({ compressionLevel: 9 }).toBuffer()
}
