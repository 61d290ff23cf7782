import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { AppPort } from '../control-protocol.ts'
import { echoBody, showHeaders, setHeaders } from './echo-request.ts'
import { bytes, chunked, html, inGzip } from './echo-content.ts'
import { abort, cookies, index, redirect, serverSentEvents, slow, status } from './echo-behaviour.ts'
import { acceptWebSockets } from './echo-websocket.ts'
import { type RunningApp, serve } from './serve.ts'

/** Answers one kind of request; `rest` is what follows the first path segment. */
export type Route = (request: IncomingMessage, response: ServerResponse, url: URL, rest: string) => void

const routes: Readonly<Record<string, Route>> = {
  '': index,
  echo: echoBody,
  headers: showHeaders,
  'response-headers': setHeaders,
  bytes,
  chunked,
  gzip: inGzip,
  html,
  status,
  redirect,
  cookies,
  sse: serverSentEvents,
  slow,
  abort,
}

/** The HTTP part, usable on any server. */
export const echoListener: RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://echo.invalid')
  const [, name = '', ...rest] = url.pathname.split('/')
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined
  if (route === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end(`echo has no ${url.pathname}\n`)
    return
  }
  route(request, response, url, rest.join('/'))
}

/**
 * A server for conformance tests, over HTTP and TLS: `/echo /headers /response-headers?Name=value /status/NNN
 * /redirect?to=&code= /cookies /bytes/N /chunked/N /gzip /html /sse?n=&ms= /slow?ms= /abort?after=`, and the
 * WebSockets `/ws` and `/ws-query`.
 */
export function startEcho(address: string, ports: readonly AppPort[]): Promise<RunningApp> {
  return serve(address, ports, echoListener, acceptWebSockets)
}
