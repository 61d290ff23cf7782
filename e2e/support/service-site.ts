import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ServiceSite {
  readonly port: number
  close(): Promise<void>
}

/** The colour of every page, as a screenshot has it. */
export const siteColour = [0, 136, 255] as const

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="#08f"/></svg>`

/**
 * A small web application to stand behind a Service of a test. Every path is a page, called by the site's name and the
 * path; `/redirect?to=URL` redirects, `/asked` says how it was asked for, `/sandboxed` is a page in a sandbox, `/private` wants HTTP Basic from `ada` with `secret`, `/download?name=NAME` is a file.
 *
 * @param home where `/` redirects to; without it `/` is a page too
 */
export async function startServiceSite(name: string, home?: string): Promise<ServiceSite> {
  const server = createServer((request, response) => answer(name, home, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function answer(name: string, home: string | undefined, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site')
  if (pathname === '/icon.svg') {
    response.setHeader('content-type', 'image/svg+xml').end(icon)
  } else if (pathname === '/redirect' || (pathname === '/' && home !== undefined)) {
    response.writeHead(302, { location: searchParams.get('to') ?? home ?? '/' }).end()
  } else if (pathname === '/private' && request.headers.authorization !== `Basic ${btoa('ada:secret')}`) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="The vault"' }).end()
  } else if (pathname === '/sandboxed') {
    response.setHeader('content-security-policy', 'sandbox allow-scripts')
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page(name, pathname))
  } else if (pathname === '/asked') {
    sayAsked(request, response).catch(() => response.destroy())
  } else if (pathname === '/download') {
    const file = encodeURIComponent(searchParams.get('name') ?? '')
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${file}`,
    })
    response.end('content')
  } else {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page(name, pathname))
  }
}

async function sayAsked(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', headers } = request
  const from = new URL(headers.referer ?? 'http://site/nobody').pathname
  response.setHeader('content-type', 'text/plain').end(`${method} from ${from}: ${await text(request)}`)
}

function page(name: string, path: string): string {
  return `<!doctype html><html lang="en"><title>${name} ${path}</title><link rel="icon" href="/icon.svg">
<body style="margin:0;background:rgb(${siteColour.join()})"><h1>${name} ${path}</h1><input aria-label="note"></body></html>`
}
