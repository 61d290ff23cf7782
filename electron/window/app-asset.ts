import { extname, join, normalize, sep } from 'node:path'

export const appOrigin = 'app://porthole'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/**
 * The file that an app:// URL stands for; undefined for anything that is not a file of the app's page: another host, a
 * path that leads out of the root in any encoding, a type that the page has no use for.
 *
 * @param root an absolute folder
 */
export function appAsset(url: string, root: string): { file: string; contentType: string } | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host, pathname } = new URL(url)
  if (`${protocol}//${host}` !== appOrigin) return undefined
  const path = decode(pathname)
  if (path === undefined || /[\\\0]/.test(path)) return undefined
  const file = normalize(join(root, path === '/' ? 'index.html' : path))
  const contentType = contentTypes[extname(file)]
  return contentType !== undefined && file.startsWith(root + sep) ? { file, contentType } : undefined
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
