import { inspect } from 'node:util'
import { terminalText } from './cli/terminal-text.ts'

/** What follows these words in a text is a secret: credentials in headers, in URLs, in kubeconfigs. */
const secrets: readonly [pattern: RegExp, replacement: string][] = [
  [/(authorization["']?\s*[:=]\s*["']?(?:\w+\s+)?)[^\s"',]{3,}/gi, '$1***'],
  [/\b(bearer)\s+[\w.~+/=-]{6,}/gi, '$1 ***'],
  // A JSON Web Token anywhere, its header always begins with `{"`.
  [/\beyJ[\w-]{6,}(\.[\w-]*){1,2}/g, '***'],
  [/(\b(?:[\w-]*token|password|passwd|secret|client-key-data|cookie)["']?\s*[:=]\s*["']?)[^\s"',;&]{3,}/gi, '$1***'],
  [/(\b[a-z][\w+.-]*:\/\/)[^\s/@]+@/gi, '$1***@'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, '***'],
]

/** A text with anything that looks like a credential replaced by `***`. */
export function redact(text: string): string {
  return secrets.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text)
}

/** Who else hears of unexpected errors, once there is a log. */
const listeners = new Set<(text: string) => void>()

/** Hands every unexpected error, without secrets, to somebody who keeps it. */
export function onUnexpected(listener: (text: string) => void): void {
  listeners.add(listener)
}

/**
 * The one place for errors that nobody handled: they go to stderr, without secrets, and the program stays up. Proxying for
 * ten dashboards must not end because one of them did something odd.
 */
export function reportUnexpectedErrors(): void {
  // A terminal that is gone must not turn the report of an error into the next one.
  process.stderr.on('error', () => undefined)
  process.on('uncaughtException', (error) => reportUnexpected(error))
  process.on('unhandledRejection', (reason) => reportUnexpected(reason))
}

/** Reports one error that is nobody's answer, e.g. of work in the background. */
export function reportUnexpected(error: unknown): void {
  const text = error instanceof Error ? describe(error) : inspect(error)
  const clean = redact(text)
  // What went wrong may be in a server's words.
  process.stderr.write(`Unexpected error: ${terminalText(clean)}\n`)
  for (const listener of listeners) listener(clean)
}

function describe(error: Error): string {
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined ? own : `${own}\nCaused by: ${inspect(error.cause)}`
}
