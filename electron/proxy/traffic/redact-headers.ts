import type { HeaderLine } from './traffic-entry.ts'
import { hasSecretField, redactPath } from './redact-path.ts'
import { detached, isSecretName, looksSecret, redacted } from '../../../shared/secrets.ts'

/** What is kept of the headers of one message, in characters: a ring of thousands of entries has to fit into memory. */
const headersLimit = 4_096
const valueLimit = 1_024

/** Random or full of signs by nature, and no secret: these go as they are. */
const plainHeaders: ReadonlySet<string> = new Set([
  ...['accept', 'accept-encoding', 'accept-language', 'accept-ranges', 'age', 'allow', 'cache-control', 'connection'],
  ...['content-encoding', 'content-length', 'content-range', 'content-security-policy', 'content-type', 'date', 'etag'],
  ...['expires', 'host', 'if-match', 'if-modified-since', 'if-none-match', 'keep-alive', 'last-modified', 'range'],
  ...['sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform', 'sec-gpc', 'pragma', 'priority', 'dnt'],
  ...['sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site', 'sec-fetch-user', 'sec-websocket-accept'],
  ...['sec-websocket-extensions', 'sec-websocket-version', 'server', 'traceparent', 'transfer-encoding', 'upgrade'],
  ...['upgrade-insecure-requests', 'user-agent', 'vary'],
])
/** A scheme says how somebody signs in, which helps, and not who. */
const scheme = /^(?:Basic|Bearer|Digest|Negotiate|NTLM)(?= )/i

/** Only asks for credentials. */
const asks = 'www-authenticate'

const kinds = new Map<string, 'plain' | 'secret' | 'other'>()

/** The lines of a message's headers without secrets, in their order; what is beyond the limits is cut. */
export function redactHeaders(
  headers: Readonly<Record<string, number | string | readonly string[] | undefined>>,
): HeaderLine[] {
  const lines: HeaderLine[] = []
  let room = headersLimit
  for (const name in headers) {
    const values = headers[name]
    if (values === undefined) continue
    for (const value of typeof values === 'object' ? values : [String(values)]) {
      const line = lineOf(name, value)
      room -= name.length + line.value.length
      if (room < 0) return lines
      lines.push(line)
    }
  }
  return lines
}

/** The last line of each name whose value was none to hide: a page says most of them with each of its requests. */
const last = new Map<string, HeaderLine>()
const maxLast = 200

function lineOf(name: string, value: string): HeaderLine {
  const before = last.get(name)
  if (before?.value === value) return before
  const clean = redactHeader(name.toLowerCase(), value)
  const line = { name, value: clean.length > valueLimit ? detached(`${clean.slice(0, valueLimit)}…`) : clean }
  if (line.value !== value) return line
  // Names are the client's to choose.
  if (last.size >= maxLast) last.clear()
  last.set(name, line)
  return line
}

function redactHeader(name: string, value: string): string {
  if (value === '') return value
  switch (kindOf(name)) {
    case 'plain':
      return value.includes('eyJ') && looksSecret(value) ? redacted : value
    case 'secret': {
      const known = name.endsWith('authorization') ? scheme.exec(value) : null
      return known ? detached(`${known[0]} ${redacted}`) : redacted
    }
    case 'other':
      break
  }
  if (name === 'sec-websocket-protocol') return redactProtocols(value)
  // A parameter's value may be a quoted text with spaces, which is more than can be cut out of here.
  if (hasSecretField(value) || (name !== asks && /\b(?:Basic|Bearer) +\S/i.test(value))) return redacted
  return redactText(value)
}

/** A sentence without what looks like a secret in it. */
export function redactText(text: string): string {
  const clean = text.replace(/[^\s<>,"']+/g, redactPath)
  return clean === text ? text : detached(clean)
}

/** Pages hand a token over as one of the protocols, next to a name that tells so. */
function redactProtocols(value: string): string {
  return value.split(',').some((each) => isSecretName(each) || looksSecret(each)) ? redacted : value
}

function kindOf(name: string): 'plain' | 'secret' | 'other' {
  const known = kinds.get(name)
  if (known) return known
  const kind = plainHeaders.has(name) ? 'plain' : isSecret(name) ? 'secret' : 'other'
  // Names are the client's to choose.
  if (kinds.size >= 500) kinds.clear()
  kinds.set(detached(name), kind)
  return kind
}

function isSecret(name: string): boolean {
  return isSecretName(name) && name !== asks
}
