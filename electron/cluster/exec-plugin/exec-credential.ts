import { createPrivateKey, X509Certificate } from 'node:crypto'
import { z } from 'zod'

/** What an exec plugin or a sign-in service gave: a token, a client certificate, or both. */
export interface Obtained {
  token?: string
  /** PEM. */
  cert?: string
  key?: string
  /** Until when it holds, in ms since the epoch; absent where nobody knows. */
  expires?: number
}

const word = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const credentialSchema = z.looseObject({
  kind: z.enum(['ExecCredential', '']).nullish(),
  apiVersion: z.string(),
  status: z
    .looseObject({
      token: word,
      clientCertificateData: word,
      clientKeyData: word,
      expirationTimestamp: z.string().nullish(),
    })
    .nullish(),
})

/**
 * Reads what an exec plugin printed: an ExecCredential in JSON, or in YAML, of the version that the kubeconfig names.
 * Returns what is wrong with it as the rest of a sentence; it never repeats the answer, of which a piece may be a secret.
 */
export async function parseExecCredential(text: string, apiVersion: string): Promise<Obtained | string> {
  if (text.trim() === '') return 'prints nothing instead of an ExecCredential'
  const credential = credentialSchema.safeParse(await plainValue(text))
  if (!credential.success) return 'prints something that is not an ExecCredential'
  const { apiVersion: answered, status } = credential.data
  if (answered !== apiVersion)
    return `prints an ExecCredential of ${versionIn(answered)} where the kubeconfig asks for ${apiVersion}`
  if (!status) return 'prints an ExecCredential without a status'
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = status
  if (token === '' && cert === '' && key === '') return 'prints an ExecCredential without a token or a certificate'
  if ((cert === '') !== (key === '')) return 'prints a client certificate without its key, or a key without it'
  if (cert !== '' && !belongTogether(cert, key)) return 'prints a client certificate and a key that cannot be used'
  const expires = earliest(timeOf(expirationTimestamp), endOf(cert))
  if (Number.isNaN(expires)) return 'prints an expirationTimestamp that is not a time'
  return {
    ...(token !== '' && { token }),
    ...(cert !== '' && { cert, key }),
    ...(expires !== undefined && { expires }),
  }
}

/** What begins as JSON is that and no more, as for kubectl; anything else may be YAML. */
async function plainValue(text: string): Promise<unknown> {
  try {
    if (/^\s*\{/.test(text) && !text.startsWith('\ufeff')) return JSON.parse(text)
    // Almost all print JSON: what reads YAML is long.
    return (await import('../go-yaml/go-yaml.ts')).readGoYaml(text).value
  } catch {
    return undefined
  }
}

/** RFC 3339 and nothing else, as in Go; NaN for another text. Without a zone it would be another time on each computer. */
function timeOf(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined) return undefined
  const [, day = ''] = /^\d{4}-\d\d-(\d\d)T(?!24)\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? []
  const local = Date.parse(`${text.slice(0, 10)}T00:00:00Z`)
  // A day that a month does not have is one of the next to JavaScript.
  return day !== '' && new Date(local).getUTCDate() === Number(day) ? Date.parse(text.replace(',', '.')) : Number.NaN
}

/** Only what looks like a version is repeated. */
function versionIn(text: string): string {
  return /^[\w./-]{1,60}$/.test(text) ? text : 'another version'
}

/** Whether a key is the one of a certificate. */
export function belongTogether(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

function endOf(cert: string): number | undefined {
  return cert === '' ? undefined : Date.parse(new X509Certificate(cert).validTo)
}

function earliest(...times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}
