import { setTimeout as delay } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import { contentBetween } from './content.ts'
import type { Route } from './echo.ts'
import { sendJson } from './echo-request.ts'

/** `/`: what there is, as a page. */
export const index: Route = (_request, response) => {
  const paths = [
    'echo',
    'headers',
    'html',
    'cookies',
    'gzip',
    'bytes/1000',
    'sse?n=3&ms=500',
    'slow?ms=1000',
    'status/418',
  ]
  const links = paths.map((path) => `<li><a href="/${path}">/${path}</a></li>`).join('\n')
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(
    `<!doctype html>\n<html lang="en"><head><title>Echo</title></head><body><ul>\n${links}\n</ul></body></html>\n`,
  )
}

/** `/status/NNN`: that status, with its number as the body where it may have one. */
export const status: Route = (_request, response, _url, rest) => {
  const code = Math.min(Math.max(Number(rest) || 200, 200), 599)
  response.writeHead(code, { 'content-type': 'text/plain' })
  response.end(code === 204 || code === 304 ? undefined : `${code}\n`)
}

/** `/redirect?to=…&code=302`: `to` goes into Location as it is. */
export const redirect: Route = (_request, response, url) => {
  const location = url.searchParams.get('to') ?? '/'
  response.writeHead(Number(url.searchParams.get('code') ?? 302), { location }).end()
}

/** `/cookies`: several Set-Cookie headers, with and without Domain and Path. */
export const cookies: Route = (request, response) => {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  response.setHeader('set-cookie', [
    'plain=1',
    'root=1; Path=/; HttpOnly',
    'deep=1; Path=/admin; SameSite=Lax',
    `domain=1; Path=/; Domain=${host}`,
    'foreign=1; Path=/; Domain=example.com',
    'expires=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT; Path=/',
  ])
  sendJson(response, { cookie: request.headers.cookie ?? '' })
}

/** `/sse?n=5&ms=100`: n events, one every ms milliseconds, the first at once. */
export const serverSentEvents: Route = (_request, response, url) => {
  const events = Number(url.searchParams.get('n') ?? 5)
  const interval = Number(url.searchParams.get('ms') ?? 100)
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  let sent = 0
  const send = (): void => {
    sent += 1
    response.write(`id: ${sent}\ndata: {"n":${sent}}\n\n`)
    if (sent >= events) {
      clearInterval(timer)
      response.end()
    }
  }
  const timer = setInterval(send, interval)
  response.once('close', () => clearInterval(timer))
  send()
}

/** `/slow?ms=1000`: answers only after that time. */
export const slow: Route = (request, response, url) => {
  const ms = Number(url.searchParams.get('ms') ?? 1000)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  delay(ms, undefined, { signal: gone.signal }).then(
    () => sendJson(response, { waited: ms, url: request.url }),
    () => undefined,
  )
}

/** `/abort?after=1000`: promises twice as many bytes as it sends, then resets the connection. */
export const abort: Route = (request, response, url) => {
  const after = Number(url.searchParams.get('after') ?? 1000)
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': after * 2 })
  const body = Buffer.concat([...contentBetween(0, after)])
  response.write(body, () => {
    // Only a plain TCP socket can be reset.
    if (request.socket instanceof TLSSocket) request.socket.destroy()
    else request.socket.resetAndDestroy()
  })
}
