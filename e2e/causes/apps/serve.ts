import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server as TcpServer, Socket } from 'node:net'
import { selfSignedCertificate } from '../../../electron/demo/tls/certificate.ts'

export type Routes = Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => unknown>>

/** A plain server with a route for each path; what is not there is 404. */
export function plain(routes: Routes, first?: (...asked: Parameters<RequestListener>) => boolean): Server {
  return createServer(listener(routes, first))
}

/** The same over TLS, with a certificate that nobody can verify. */
export function secure(routes: Routes, first?: (...asked: Parameters<RequestListener>) => boolean): TcpServer {
  return createTlsServer({ ...selfSignedCertificate('causes') }, listener(routes, first))
}

/** @param first answers by itself what it returns true for */
function listener(routes: Routes, first?: (...asked: Parameters<RequestListener>) => boolean): RequestListener {
  return (request, response) => {
    if (first?.(request, response)) return
    const { pathname } = new URL(request.url ?? '/', 'http://causes.invalid')
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined
    if (route) route(request, response)
    else answer(response, 404, 'text/plain', 'not here')
  }
}

export function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body)
}

export const html = (body: string) => (_request: IncomingMessage, response: ServerResponse) =>
  answer(response, 200, 'text/html; charset=utf-8', body)

export const text = (body: string) => (_request: IncomingMessage, response: ServerResponse) =>
  answer(response, 200, 'text/plain', body)

/** The host of an origin or a Host, without its port. */
export function nameOf(host: string | undefined): string {
  return (host ?? '').replace(/^\w+:\/\//, '').replace(/:\d+$/, '')
}

/** Refuses an upgrade as applications do. */
export function refuse(socket: Socket, status: number, why: string): void {
  socket.end(`HTTP/1.1 ${status} ${why}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
}
