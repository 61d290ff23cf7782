import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Failure } from '../../shared/failure.ts'
import type { Remedies } from './remedies.ts'
import { looksAgain } from './looks-again.ts'
import { failurePhrase } from '../../shared/failure-phrase.ts'
import { trafficOf } from './traffic/follow.ts'
import { failurePage, failurePagePolicy } from './failure-page.ts'

const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'RequestTimeout',
  431: 'RequestHeaderFieldsTooLarge',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
}

/** A browser that shows pages asked, and not a script or a program. */
export function wantsPage(request: IncomingMessage): boolean {
  const mode = request.headers['sec-fetch-mode']
  if (mode !== undefined && mode !== 'navigate') return false
  return /\btext\/html\b/.test(request.headers.accept ?? '')
}

/** Answers with a page for a browser and a Status, as the API server would send, for a program. */
export function answerFailure(
  request: IncomingMessage,
  response: ServerResponse,
  code: number,
  failure: Failure,
  remedies?: () => Remedies | undefined,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const traffic = trafficOf(request)
  const page = wantsPage(request)
  if (page && looksAgain(failure.code)) traffic?.waitedInVain(failure)
  traffic?.head(code, {})
  traffic?.failed(failure)
  const body = page ? failurePage(failure, remedies?.()) : statusBody(code, failure)
  response.writeHead(code, page ? failurePhrase(failure.code) : (STATUS_CODES[code] ?? ''), {
    'content-type': page ? 'text/html; charset=utf-8' : 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(page && { 'content-security-policy': failurePagePolicy }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** The same for an upgrade, which has a bare socket. */
export function answerUpgradeFailure(
  socket: Duplex,
  code: number,
  failure: Failure,
  traffic?: ReturnType<typeof trafficOf>,
): void {
  if (socket.destroyed || !socket.writable) return
  traffic?.head(code, {})
  traffic?.failed(failure)
  const body = statusBody(code, failure)
  socket.end(
    `HTTP/1.1 ${code} ${reasons[code] ?? 'Error'}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

function statusBody(code: number, { code: kind, message, hint }: Failure): string {
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `porthole: ${message} ${hint}`,
    reason: reasons[code] ?? 'Unknown',
    details: { causes: [{ reason: kind, message }] },
    code,
  }
  return `${JSON.stringify(status)}\n`
}
