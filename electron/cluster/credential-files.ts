import { readFile, stat } from 'node:fs/promises'
import { FailureError } from '../../shared/failure.ts'
import { belongTogether } from './exec-plugin/exec-credential.ts'
import type { UserEntry } from './kubeconfig.ts'

/** How long a file's content is trusted, in ms; the API server's own clock skew allowance is of the same order. */
const fileAge = 10_000

/** A token file, read again as it ages: what puts it there rotates it. */
export class TokenFile {
  readonly #path: string
  readonly #otherwise: string
  readonly #now: () => number
  #read: { token: string; at: number } | undefined

  /** @param otherwise the token to use where the file cannot be read or is empty, if any */
  constructor(path: string, otherwise: string, now: () => number) {
    this.#path = path
    this.#otherwise = otherwise
    this.#now = now
  }

  /** Throws `credentials-unavailable` where there is no token. */
  async get(): Promise<string> {
    if (this.#read && this.#now() - this.#read.at <= fileAge) return this.#read.token
    // An empty one is on its way.
    const found = await textOf(this.#path).catch(() => '')
    const token = found.trim() || (this.#read?.token ?? this.#otherwise)
    if (token === '')
      throw new FailureError('credentials-unavailable', `The token file ${this.#path} is missing or empty.`, {
        hint: 'Check the path in the kubeconfig, and what writes the file; then try again.',
      })
    this.#read = { token, at: this.#now() }
    return token
  }

  /** Somebody did not accept a token. Whether there is another by now. */
  async refused(token: string): Promise<boolean> {
    this.#read = undefined
    return (await this.get().catch(() => token)) !== token
  }
}

export interface CertificatePair {
  cert: string
  key: string
}

/** A user's client certificate and key, read again as they age where they are files; absent where there is none. */
export class ClientCertificate {
  readonly #user: UserEntry
  readonly #now: () => number
  #read: { pair: CertificatePair | undefined; at: number } | undefined

  constructor(user: UserEntry, now: () => number) {
    this.#user = user
    this.#now = now
  }

  /** Throws `credentials-unavailable` when a file cannot be read. */
  async get(): Promise<CertificatePair | undefined> {
    const before = this.#read
    if (before && (!this.#rotates() || this.#now() - before.at <= fileAge)) return before.pair
    const at = this.#now()
    try {
      const pair = await readPair(this.#user)
      // Whatever renews them writes one file after the other.
      const whole = !before?.pair || !pair || isSame(pair, before.pair) || belongTogether(pair.cert, pair.key)
      this.#read = { pair: whole ? pair : before.pair, at }
    } catch (error) {
      if (!before) throw error
      this.#read = { ...before, at }
    }
    return this.#read.pair
  }

  #rotates(): boolean {
    const { 'client-certificate': cert, 'client-certificate-data': data, 'client-key': key } = this.#user
    return Boolean((cert && !data) || (key && !this.#user['client-key-data']))
  }
}

function isSame(one: CertificatePair, other: CertificatePair): boolean {
  return one.cert === other.cert && one.key === other.key
}

async function readPair(user: UserEntry): Promise<CertificatePair | undefined> {
  const cert = await pem(user['client-certificate-data'], user['client-certificate'])
  const key = await pem(user['client-key-data'], user['client-key'])
  return cert === undefined || key === undefined ? undefined : { cert, key }
}

/** Inline data wins over a file, as in client-go. Throws `credentials-unavailable` when the file cannot be read. */
export async function pem(
  data: string | null | undefined,
  file: string | null | undefined,
): Promise<string | undefined> {
  if (data) return Buffer.from(data, 'base64').toString('utf8')
  if (!file) return undefined
  try {
    return await textOf(file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new FailureError(
      'credentials-unavailable',
      `${file}, which the kubeconfig names, cannot be read (${code}).`,
      { hint: 'Check the path in the kubeconfig and who may read the file; then try again.', cause: error },
    )
  }
}

/**
 * The text of a file that a kubeconfig names. A pipe that nobody fills would hold one of the few threads that read files for
 * the whole program, for ever, and a device may have no end.
 */
async function textOf(file: string): Promise<string> {
  if (!(await stat(file)).isFile()) throw Object.assign(new Error(`${file} is no file`), { code: 'it is no file' })
  return readFile(file, 'utf8')
}
