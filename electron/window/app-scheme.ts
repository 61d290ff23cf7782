import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { appAsset, appOrigin } from './app-asset.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** Makes app:// a scheme with an origin of its own. Once, before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Serves the app's page at `app://porthole/` from a folder, in one session only: a page of a Service cannot reach it.
 *
 * @param root the absolute path of the built renderer
 */
export function serveApp(session: Session, root: string): void {
  const first = firstFiles(root)
  // Its successor, `protocol.handle`, reads Node's whole fetch for the first answer, while the window waits for it. Read
  // here, the files are there as long as the program runs: the archive stays open when its folder is removed.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  session.protocol.registerBufferProtocol('app', ({ method, url }, answer) => {
    const asset = method === 'GET' ? appAsset(url, root) : undefined
    const none = (): void => answer({ statusCode: 404, headers, data: Buffer.alloc(0) })
    if (!asset) {
      none()
      return
    }
    const { file, contentType } = asset
    const [mimeType = ''] = contentType.split(';')
    const give = (data: Buffer): void =>
      answer({ data, mimeType, charset: 'utf-8', headers: { ...headers, 'content-type': contentType } })
    const read = first.get(file)
    first.delete(file)
    if (read) give(read)
    else readFile(file).then(give, none)
  })
}

/**
 * The page and what it names, read before the window asks: main is busy when it does, and each step of reading would wait
 * for main. Each is given once; a reload reads again.
 */
function firstFiles(root: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const take = (url: string): Buffer | undefined => {
    const asset = appAsset(url, root)
    if (!asset) return undefined
    const data = readFileSync(asset.file)
    files.set(asset.file, data)
    return data
  }
  try {
    const page = take(`${appOrigin}/`)?.toString() ?? ''
    for (const [, path = ''] of page.matchAll(/(?:src|href)="\.?(\/[^"]+)"/g)) take(`${appOrigin}${path}`)
  } catch {
    // What is not there is answered as such when it is asked for.
  }
  return files
}
