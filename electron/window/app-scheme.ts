import { readFile } from 'node:fs/promises'
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
 */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle('app', async (request) => {
    const asset = request.method === 'GET' ? appAsset(request.url, root) : undefined
    const body = asset && (await readFile(asset.file).catch(() => undefined))
    if (!asset || !body) return new Response(null, { status: 404, headers })
    return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': asset.contentType } })
  })
}
