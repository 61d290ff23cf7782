import { randomBytes } from 'node:crypto'
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { ownRequest } from '../proxy/own-request.ts'

/** The most that is read of any body, in bytes; the rest is not waited for. */
export const bodyLimit = 64 * 1024

/** How a program other than a browser asks; without Sec-Fetch-* and `text/html`, failures come back as a Status. */
const program = {
  accept: 'application/xhtml+xml,*/*;q=0.8',
  'accept-encoding': 'identity',
  'user-agent': 'Porthole (port probe)',
}

export interface Heard {
  status: number
  headers: IncomingHttpHeaders
  /** What came before the limit, or before there was no more patience. */
  body: Buffer
  /** The body did not end within the limit. */
  cut: boolean
}

/** Where a question goes: the listener, and the origin's name as the Host. */
export interface Listener {
  /** Of the listener on 127.0.0.1. */
  port: number
  /** Host of the origin, with the port. */
  host: string
}

/**
 * Asks for a path, and reads the beginning of the answer. Throws when there is no head of an answer before the signal.
 *
 * @param reads whether the body of an answer is worth reading
 */
export async function askPage(
  listener: Listener,
  path: string,
  signal: AbortSignal,
  reads: (head: IncomingMessage) => boolean,
): Promise<Heard> {
  const answer = await headOf(http.request({ ...addressOf(listener), path, signal, headers: headersOf(listener) }))
  const { statusCode: status = 0, headers } = answer
  const { body, cut } = reads(answer) ? await readSome(answer) : { body: Buffer.alloc(0), cut: true }
  answer.destroy()
  return { status, headers, body, cut }
}

/** Whether a WebSocket can be opened at `/`; it is closed at once. */
export async function opensWebSocket(listener: Listener, signal: AbortSignal): Promise<boolean> {
  const request = http.request({
    ...addressOf(listener),
    path: '/',
    signal,
    headers: {
      ...headersOf(listener),
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    },
  })
  return await new Promise((resolve) => {
    request.once('upgrade', (_head, socket) => {
      socket.destroy()
      resolve(true)
    })
    request.once('response', (answer) => {
      answer.destroy()
      resolve(false)
    })
    request.on('error', () => resolve(false))
    request.end()
  })
}

const addressOf = ({ port }: Listener) => ({ host: '127.0.0.1', port, agent: false })
const headersOf = ({ host }: Listener) => ({ ...program, ...ownRequest, host })

function headOf(request: http.ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Stays for the errors of the body too, which end the reading by themselves.
    request.on('error', reject)
    request.once('response', resolve)
    request.end()
  })
}

async function readSome(answer: IncomingMessage): Promise<Pick<Heard, 'body' | 'cut'>> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length > bodyLimit) break
    }
  } catch {
    // The head has said what was asked; of the body there is what there is.
    return { body: Buffer.concat(chunks), cut: true }
  }
  return { body: Buffer.concat(chunks).subarray(0, bodyLimit), cut: length > bodyLimit }
}
