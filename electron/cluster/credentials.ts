import { readFile } from 'node:fs/promises'
import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import { FailureError } from '../../shared/failure.ts'
import type { KubeContext } from './kube-context.ts'
import type { UserEntry } from './kubeconfig.ts'

/** What proves a user to the API server. Never leaves the main process, never reaches a log. */
export interface Credentials {
  headers: Readonly<Record<string, string | string[]>>
  /** Client certificate and key, PEM. */
  cert?: string
  key?: string
}

export interface CredentialSource {
  /** Current credentials; asked before every request, so cheap when nothing changed. Throws `credentials-unavailable`. */
  get: () => Promise<Credentials>
}

/** How long a token file's content is trusted, in ms; the API server's own clock skew allowance is of the same order. */
const tokenFileAge = 10_000

/** The credentials of a context's user, in client-go's order: client certificate, token file, token, basic, plugin. */
export function credentialSource(context: KubeContext, now: () => number = Date.now): CredentialSource {
  const { user } = context
  const fixed = { ...impersonation(user) }
  const certificate = once(() => clientCertificate(user))
  const token = bearerToken(user, now)
  const plugin = usesPlugin(user) ? pluginCredentials(context) : undefined
  return {
    get: async () => {
      const [pair, bearer] = await Promise.all([certificate(), token()])
      const credentials = { headers: { ...fixed, ...(bearer ?? basic(user)) }, ...pair }
      if (!plugin || bearer) return credentials
      const obtained = await plugin()
      return { ...credentials, ...obtained, headers: { ...credentials.headers, ...obtained.headers } }
    },
  }
}

function usesPlugin(user: UserEntry): boolean {
  return Boolean(user.exec ?? user['auth-provider'])
}

function basic(user: UserEntry): Record<string, string> {
  if (!user.username) return {}
  const pair = Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')
  return { authorization: `Basic ${pair}` }
}

/** client-go's `NewImpersonatingRoundTripper`: a header per group and per extra value. */
function impersonation(user: UserEntry): Record<string, string | string[]> {
  if (!user.as) return {}
  const headers: Record<string, string | string[]> = { 'impersonate-user': user.as }
  if (user['as-uid']) headers['impersonate-uid'] = user['as-uid']
  if (user['as-groups']?.length) headers['impersonate-group'] = user['as-groups']
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    headers[`impersonate-extra-${headerName(key)}`] = values
  }
  return headers
}

/** client-go's `headerKeyEscape`: what may not stand in a header's name is percent-encoded. */
function headerName(key: string): string {
  return encodeURIComponent(key.toLowerCase()).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'))
}

function bearerToken(user: UserEntry, now: () => number): () => Promise<{ authorization: string } | undefined> {
  let read: { token: string; at: number } | undefined
  return async () => {
    if (user.tokenFile) {
      if (!read || now() - read.at > tokenFileAge) {
        const token = await readFile(user.tokenFile, 'utf8').then(
          (text) => text.trim(),
          () => user.token ?? '',
        )
        if (token === '')
          throw new FailureError('credentials-unavailable', `The token file ${user.tokenFile} is missing or empty.`)
        read = { token, at: now() }
      }
      return { authorization: `Bearer ${read.token}` }
    }
    return user.token ? { authorization: `Bearer ${user.token}` } : undefined
  }
}

async function clientCertificate(user: UserEntry): Promise<{ cert: string; key: string } | undefined> {
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
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new FailureError(
      'credentials-unavailable',
      `${file}, which the kubeconfig names, cannot be read (${code}).`,
      { cause: error },
    )
  }
}

/** Exec plugins and OIDC, through client-node; one at a time however many ask. */
function pluginCredentials(context: KubeContext): () => Promise<Credentials> {
  const load = async (): Promise<KubeConfig> => {
    const { KubeConfig } = await import('@kubernetes/client-node')
    const config = new KubeConfig()
    const { exec, 'auth-provider': provider } = context.user
    config.loadFromOptions({
      // client-node makes an agent for it, which is never used, and refuses to for http:.
      clusters: [{ name: 'cluster', server: 'https://unused.invalid', skipTLSVerify: false }],
      users: [{ name: 'user', ...(exec && { exec }), ...(provider && { authProvider: provider }) }],
      contexts: [{ name: 'context', cluster: 'cluster', user: 'user' }],
      currentContext: 'context',
    })
    return config
  }
  let config: Promise<KubeConfig> | undefined
  let running: Promise<Credentials> | undefined
  const obtain = async (): Promise<Credentials> => {
    const options: RequestOptions = {}
    try {
      config ??= load()
      await (await config).applyToHTTPSOptions(options)
    } catch (error) {
      // It would keep an answer that it could not use.
      config = undefined
      // What these say would be code of client-node or a piece of the answer, which may be a token.
      const malformed = context.user.exec && (error instanceof SyntaxError || error instanceof TypeError)
      const words = error instanceof Error ? error.message.trim() : String(error)
      const said = malformed ? 'does not print an ExecCredential.' : words || 'failed without a word.'
      const name = context.user.exec?.command ?? context.user['auth-provider']?.name ?? 'plugin'
      throw new FailureError('credentials-unavailable', `${name}: ${said}`, { cause: error })
    }
    const headers = Object.fromEntries(
      Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    )
    const { cert, key } = options
    return { headers, ...(cert && key ? { cert: text(cert), key: text(key) } : {}) }
  }
  return () => (running ??= obtain().finally(() => (running = undefined)))
}

function text(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('utf8') : String(value)
}

/** Runs once and remembers a success; a failure is tried again. */
function once<T>(run: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= run().catch((error: unknown) => {
      result = undefined
      throw error
    })
    return result
  }
}
