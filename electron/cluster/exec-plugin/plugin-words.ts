import { isSecretName, looksSecret, redacted } from '../../../shared/secrets.ts'

/** The end of what was said is nearest to the cause. */
const maxWords = 600

/** What a plugin said on its standard error, for a person to read: one line, bounded, without what looks like a secret. */
export function plainWords(said: string): string {
  const line = said
    // Colours, and what else moves a terminal.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/\u001b\[[\d;?]*[A-Za-z]|[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const clean = line
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${redacted}`)
    .replace(/([\w-]+)(["']?[=:]\s?["']?)([^\s"',;&]{6,})/g, (all, name: string, between: string, value: string) => {
      const secret = isSecretName(name) && (between.includes('=') || /\d/.test(value))
      return secret ? `${name}${between}${redacted}` : all
    })
    .replace(/[^\s"'=,;]+/g, (part) => (looksSecret(part) ? redacted : part))
  return clean.length > maxWords ? `… ${clean.slice(-maxWords)}` : clean
}
