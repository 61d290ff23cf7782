import { detached, isSecretName, looksSecret, redacted } from '../../../shared/secrets.ts'

/** A longer path is cut, in characters. */
const pathLimit = 2_048
/** Whether there can be a secret at all: most paths have none of these and are done. */
const suspicious = /[?%;@#=&"'{]|[A-Za-z0-9]{20}|eyJ/
/** URLs inside of URLs inside of URLs: deeper ones are not worth reading. */
const depthLimit = 4
/** Names of built files carry a hash of their content. */
const builtFile = /\.(?:m?js|css|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|wasm)$/i

/**
 * A request's path and query, or a URL, without secrets: values of parameters that are called like one, user information,
 * JWTs and what looks drawn at random, also in URLs that are values themselves.
 */
export function redactPath(path: string): string {
  // Far more is read than is kept, so that what ends beyond the cut is still seen as what it is.
  const read = path.length > 4 * pathLimit ? path.slice(0, 4 * pathLimit) : path
  const clean = suspicious.test(read) ? redactUrl(read, 0) : read
  if (clean.length > pathLimit) return detached(`${clean.slice(0, pathLimit)}…`)
  return clean === path ? path : detached(clean)
}

function redactUrl(url: string, depth: number): string {
  const [rest, fragment] = cut(url, '#')
  const [path, query] = cut(rest, '?')
  return (
    redactSegments(path, depth) +
    (query === undefined ? '' : `?${redactQuery(query, depth)}`) +
    (fragment === undefined ? '' : `#${redactFragment(fragment, depth)}`)
  )
}

/** A fragment is a query, as OAuth sends it, or a path with a query, as pages route by it. */
function redactFragment(fragment: string, depth: number): string {
  const [first, query] = cut(fragment, '?')
  const start = first.includes('=') ? redactQuery(first, depth) : redactSegments(first, depth)
  return query === undefined ? start : `${start}?${redactQuery(query, depth)}`
}

function redactSegments(path: string, depth: number): string {
  const authority = /^([a-z][a-z0-9+.-]*:)?\/\/[^/]*@/i.exec(path)
  const start = authority ? `${authority[1] ?? ''}//${redacted}@` : ''
  const segments = path.slice(authority?.[0].length ?? 0).split('/')
  return start + segments.map((segment) => redactParts(segment, depth)).join('/')
}

function redactQuery(query: string, depth: number): string {
  return query
    .split('&')
    .map((part) => redactParts(part, depth))
    .join('&')
}

/** `name=value;name=value`. After a secret the rest goes too: the semicolon may have been a part of it. */
function redactParts(text: string, depth: number): string {
  const parts: string[] = []
  for (const part of text.split(';')) {
    const [name, value] = cut(part, '=')
    if (value === undefined) parts.push(redactValue(name, depth))
    else if (value !== '' && isSecretName(decode(name))) {
      parts.push(`${redactValue(name, depth)}=${redacted}`)
      break
    } else parts.push(`${redactValue(name, depth)}=${redactValue(value, depth)}`)
  }
  return parts.join(';')
}

function redactValue(value: string, depth: number): string {
  if (!suspicious.test(value)) return value
  const plain = decode(value)
  const found = looksSecret(plain) && !(depth === 0 && builtFile.test(plain) && !plain.includes('eyJ'))
  if (found || hasSecretField(plain)) return redacted
  // `user:password@host` in the middle of a path.
  if (/^[^@/]*:[^@/]*@/.test(plain)) return `${redacted}@${encode(plain.slice(plain.lastIndexOf('@') + 1), depth)}`
  if (plain === value && !/[?#&=;/]/.test(plain)) return value
  if (depth >= depthLimit) return redacted
  const inner = redactUrl(plain, depth + 1)
  return inner === plain ? value : encodeURI(inner).replace(/[#&;?]/g, encodeURIComponent)
}

function encode(text: string, depth: number): string {
  return encodeURIComponent(redactValue(text, depth + 1))
}

/** Whether a text has a field that is called like a secret, as JSON (`{"password":1}`) or with a quoted value. */
export function hasSecretField(text: string): boolean {
  if (!/["']/.test(text)) return false
  const fields = /([\w.-]{1,60})(?:["']\s*[:=]|\s*[:=]\s*["'])/g
  for (const [, name = ''] of text.matchAll(fields)) if (isSecretName(name)) return true
  return false
}

function cut(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

/** Never throws, unlike decodeURIComponent: what matters is ASCII. */
function decode(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
