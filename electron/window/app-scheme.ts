import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { protocol, type Session } from 'electron'
import { appAsset } from './app-asset.ts'

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
 * @returns resolves when the page's script has been handed over: from then on main has time for other things
 */
export function serveApp(session: Session, root: string): Promise<void> {
  return new Promise((resolve) => {
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
      readFile(asset.file).then((data) => {
        const [mimeType = ''] = asset.contentType.split(';')
        answer({ data, mimeType, charset: 'utf-8', headers: { ...headers, 'content-type': asset.contentType } })
        if (extname(asset.file) === '.js') setImmediate(resolve)
      }, none)
    })
  })
}
