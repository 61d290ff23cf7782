import { z } from 'zod'
import { FailureError, type FailureCode } from '../../shared/failure.ts'
import { plainText } from '../../shared/plain-text.ts'

/** `meta/v1 Status`: how the API server says no. */
export const statusSchema = z.object({
  kind: z.literal('Status'),
  apiVersion: z.string(),
  status: z.string().nullish(),
  message: z.string().nullish(),
  reason: z.string().nullish(),
  code: z.number().nullish(),
})
export type Status = z.infer<typeof statusSchema>

/** The text as a Status; undefined when it is anything else. */
export function parseStatus(text: string): Status | undefined {
  try {
    const parsed = statusSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** The API server answered, but not with success. */
export class AnswerError extends FailureError {
  /** HTTP status. */
  readonly status: number
  /** How long the server wants to be left alone, ms; 0 where it does not say. */
  retryAfter = 0
  constructor(status: number, code: FailureCode, message?: string) {
    super(code, message)
    this.status = status
  }
}

/** Where it is too busy or falls over the API server speaks plain text, and what stands before it speaks HTML. */
export const isPassing = (code: number): boolean => code === 429 || code >= 500

/** Of a server's own words, in characters: it may send a book. */
const longest = 1_000

/** A server's own words for a line of ours. */
export const saidBy = (message: string | null | undefined): string => plainText((message ?? '').slice(0, longest))

/**
 * What an answer other than 2xx means.
 *
 * @param location where it leads: kubectl follows there, but a credential is meant for the server of the kubeconfig alone
 */
export function answerFailure(code: number, body: string, location = ''): AnswerError {
  const status = parseStatus(body)
  const said = saidBy(status?.message)
  if (code === 401)
    return new AnswerError(code, 'credentials-rejected', said === '' ? undefined : `The API server says: ${said}`)
  if (code === 403 && status) return new AnswerError(code, 'forbidden', said)
  if (!status) {
    const kind = isPassing(code) ? 'api-server-error' : 'not-kubernetes'
    const leads = location === '' ? '' : ` and leads to ${saidBy(location)}`
    return new AnswerError(code, kind, `The server of the kubeconfig answers ${code}${leads}${excerpt(body)}`)
  }
  return new AnswerError(code, 'api-server-error', `The API server says ${code}: ${said}`)
}

/** The words of an answer, to end a sentence with. */
export function excerpt(body: string): string {
  // The title says again what the page says, and styles say nothing to a person. What does not end takes the rest: to look
  // for each end in vain would take seconds.
  const text = wordsIn(body.replace(/<(head|style|script)\b[^]*?(?:<\/\1>|$)/gi, ' ')) || wordsIn(body)
  return text === '' ? '.' : `: ${text}`
}

function wordsIn(html: string): string {
  return plainText(html.replace(/<[^<>]*>/g, ' ')).slice(0, 160)
}

const byCode: Readonly<Record<string, FailureCode>> = {
  ENOTFOUND: 'dns-failed',
  EAI_AGAIN: 'dns-failed',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  EADDRNOTAVAIL: 'connection-refused',
  ETIMEDOUT: 'connection-timeout',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  EPROTO: 'tls-untrusted',
}
const tlsCode =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|ERR_OSSL|INVALID_|CA_|EE_|CRL_|PATH_)/

/** A certificate's time is over or has not come: that of a cluster of one's own ends after a year, mostly. */
const outOfTime = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/
const renew = 'Renew the API server’s certificate, or set this computer’s clock where that is wrong.'

/** Somebody answers a TLS greeting with something else; OpenSSL says it in small letters, BoringSSL in large ones. */
const notTls = /wrong.version.number|:http.request:/i

/** Nothing came back from the API server: what the network said, as a failure. Failures pass through unchanged. */
export function networkFailure(error: unknown, server: string): FailureError {
  if (error instanceof FailureError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = wordsOf(error)
  if (notTls.test(words)) return new FailureError('not-kubernetes', `${server} does not speak TLS.`, { cause: error })
  const hint = outOfTime.test(code) && { hint: renew }
  return new FailureError(networkCode(code), `${server}: ${words}`, { ...hint, cause: error })
}

function networkCode(code: string): FailureCode {
  if (tlsCode.test(code)) return 'tls-untrusted'
  return byCode[code] ?? (code.startsWith('HPE_INVALID') ? 'not-kubernetes' : 'connection-lost')
}

function wordsOf(error: unknown): string {
  // Where a name has several addresses, Node's error itself is silent.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(wordsOf).join('; ')
  const words = error instanceof Error ? error.message : String(error)
  // Of OpenSSL's own words (error:NUMBER:LIBRARY:FUNCTION:REASON:FILE:…) one is for people.
  return /error:[\dA-F]+:[^:]*:[^:]*:([^:]+):/i.exec(words)?.[1]?.replaceAll('_', ' ').toLowerCase() ?? words
}
