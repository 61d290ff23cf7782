import { isSecretName, looksSecret, redacted } from '../../../shared/secrets.ts'

/** The end of what was said is nearest to the cause. */
const maxWords = 600
/** Addresses of sign-ins are long. */
const maxAsking = 3_000

/** Colours, and what else moves a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const terminalCodes = /\u001b\[[\d;?]*[A-Za-z]|[\u0000-\u0008\u000e-\u001f\u007f]/g
const authorization = /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi

/**
 * What a plugin says while it runs, line by line, bounded: where to sign in, and with which code. For whoever sits before
 * it and for no log, since the address of a sign-in may hold what is drawn at random, and must stay whole.
 */
export function askingWords(said: string): string {
  const lines = said
    .replace(terminalCodes, '')
    .split('\n')
    // What turns while it waits writes over itself.
    .map((line) => line.replace(/\r+$/, '').replace(/^.*\r/s, '').replace(/\s+/g, ' ').trim())
  const words = lines
    .filter((line) => line !== '')
    .join('\n')
    .replace(authorization, `$1 ${redacted}`)
    .replace(/eyJ[\w-]{10,}\.[\w.-]+/g, redacted)
  return words.length > maxAsking ? `… ${words.slice(-maxAsking)}` : words
}

/** What a plugin said on its standard error, for a person to read: one line, bounded, without what looks like a secret. */
export function plainWords(said: string): string {
  const line = said.replace(terminalCodes, '').replace(/\s+/g, ' ').trim()
  const clean = line
    .replace(authorization, `$1 ${redacted}`)
    .replace(/([\w-]+)(["']?[=:]\s?["']?)([^\s"',;&]{6,})/g, (all, name: string, between: string, value: string) => {
      const secret = isSecretName(name) && (between.includes('=') || /\d/.test(value))
      return secret ? `${name}${between}${redacted}` : all
    })
    .replace(/[^\s"'=,;]+/g, (part) => (looksSecret(part) ? redacted : part))
  return clean.length > maxWords ? `… ${clean.slice(-maxWords)}` : clean
}
