import type { IncomingMessage } from 'node:http'
import { failure, type Failure } from '../../shared/failure.ts'
import type { Exchange } from './exchange.ts'
import { isRepeatable } from './repeatable.ts'
import { send } from './send.ts'
import type { UpstreamAnswer } from './upstream-answer.ts'

/** What the service proxy reads of HTML, letter for letter; of anything else it closes the body before it is sent. */
const read: ReadonlySet<string> = new Set(['', 'gzip', 'deflate'])

/** How long the head alone may take, in ms. */
const headLimit = 10_000

/**
 * The encoding of a page on which the API server hangs up, judged by its head as there
 * (apimachinery, util/proxy/transport.go); undefined where it does not.
 */
export function brokenEncoding({ transport }: Pick<Exchange, 'transport'>, answer: UpstreamAnswer): string | undefined {
  if (transport !== 'service-proxy') return undefined
  const { 'content-type': type = '', 'content-encoding': encoding = '', location } = answer.headers
  const isRewritten = location === undefined && /^\s*text\/html\s*(;|$)/.test(type)
  return isRewritten && !read.has(encoding) ? encoding : undefined
}

export function encodingFailure(encoding: string): Failure {
  const message = `The application sends it with "Content-Encoding: ${encoding.slice(0, 60)}". The API server hangs up on that: of HTML its service proxy reads gzip, deflate and what has no encoding.`
  return failure('encoding-broken', message)
}

/**
 * Why the API server hung up on a page, where its head tells: to HEAD it answers, since there is no body to read. Undefined
 * where something else is the cause.
 */
export async function causeOf(
  { code }: Failure,
  request: IncomingMessage,
  exchange: Exchange,
): Promise<Failure | undefined> {
  const hungUp = code === 'connection-lost' && exchange.transport === 'service-proxy' && exchange.sent
  if (!hungUp || request.method !== 'GET' || !isRepeatable(request)) return undefined
  const head = await headOf(request, exchange)
  const encoding = head && brokenEncoding(exchange, head)
  return encoding === undefined ? undefined : encodingFailure(encoding)
}

function headOf(request: IncomingMessage, exchange: Exchange): Promise<UpstreamAnswer | undefined> {
  return new Promise((resolve) => {
    const done = (answer?: UpstreamAnswer): void => {
      clearTimeout(timer)
      answer?.discard()
      resolve(answer)
    }
    const giveUp = send(request, exchange, { answered: done, failed: () => done() }, 'HEAD')
    const timer = setTimeout(() => {
      giveUp()
      done()
    }, headLimit)
  })
}
