/** What stands where a secret stood. */
export const redacted = 'REDACTED'

const secretWords =
  /token|secret|passw|passphrase|pwd|api[-_.]?key|signature|credential|session|jwt|bearer|auth|cookie|c[-_]?srf|xsrf/
/** Too short to be looked for inside other words. */
const secretNames = new Set(['code', 'codeverifier', 'key', 'pass', 'pin', 'otp', 'totp', 'sig', 'sid', 'ticket'])
const secretAssertions = new Set(['assertion', 'clientassertion', 'samlresponse', 'samlrequest', 'hmac', 'sas'])

/** Whether what goes by this name, of a query's parameter or a header, is a secret. Rather one too many than one too few. */
export function isSecretName(name: string): boolean {
  const lower = name.toLowerCase()
  if (secretWords.test(lower)) return true
  const plain = lower.replace(/[^a-z0-9]/g, '')
  return secretNames.has(plain) || secretAssertions.has(plain) || plain.endsWith('key')
}

/** The start of a JSON object in base64, as every JWT has it. */
const jwt = /eyJ[\w-]{10,}/
const longRun = /[A-Za-z0-9]{20,}/g

/**
 * Whether a text holds a JWT or what looks drawn at random: a run of 20 letters and digits or more that changes between
 * small letters, capitals and digits too often for words. UUIDs, pod names and timestamps have shorter or calmer runs.
 */
export function looksSecret(text: string): boolean {
  if (text.length < 14) return false
  if (text.includes('eyJ') && jwt.test(text)) return true
  // Digests of container images are names, not secrets.
  for (const [run] of text.replace(/sha(256|512):[0-9a-f]+/g, '').matchAll(longRun)) if (isRandom(run)) return true
  return false
}

function isRandom(run: string): boolean {
  let changes = 0
  let digits = false
  for (let index = 1, before = kindOf(run.charCodeAt(0)); index < run.length; index++) {
    const kind = kindOf(run.charCodeAt(index))
    if (kind === 0) digits = true
    if (kind !== before) changes++
    before = kind
  }
  // camelCase without a digit changes at every third letter or so.
  return changes / run.length > (digits ? 0.18 : 0.38)
}

/** Digit, capital or small letter. */
function kindOf(code: number): 0 | 1 | 2 {
  if (code < 58) return 0
  return code < 91 ? 1 : 2
}

/**
 * A text of its own. V8 keeps a part of a string as a window on the whole, so a shortened text would keep the secret that
 * was cut out of it in memory for as long as it lives itself.
 */
export function detached(text: string): string {
  return Buffer.from(text).toString()
}
