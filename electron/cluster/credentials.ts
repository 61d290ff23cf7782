import { ClientCertificate, pem, TokenFile, type CertificatePair } from './credential-files.ts'
import type { Obtained } from './exec-plugin/exec-credential.ts'
import { runExecPlugin } from './exec-plugin/exec-plugin.ts'
import { headerValue, impersonation } from './impersonation.ts'
import { FailureError } from '../../shared/failure.ts'
import type { KubeContext } from './kube-context.ts'
import type { UserEntry } from './kubeconfig.ts'
import { OidcSession } from './oidc/oidc-session.ts'
import { Renewal } from './renewal.ts'

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
  /** The API server did not accept credentials of this source. Whether {@link get} has others now, or may obtain them. */
  refused: (credentials: Credentials) => Promise<boolean>
  /** A person wants what has failed tried again at once. */
  forgive: () => void
  /** Ends what runs. */
  close: () => void
}

/**
 * The credentials of a context's user, in client-go's order: client certificate, token file, token, basic, plugin.
 *
 * @param says is told what a plugin says to a person while it waits, and nothing when it no longer does
 */
export function credentialSource(
  context: KubeContext,
  now: () => number = Date.now,
  says?: (words: string) => void,
): CredentialSource {
  const { user } = context
  const impersonated = impersonation(user)
  const certificate = new ClientCertificate(user, now)
  const tokenFile = user.tokenFile ? new TokenFile(user.tokenFile, user.token ?? '', now) : undefined
  const renewal = signsIn(user) ? new Renewal(signIn(context, now, says), now) : undefined
  /** What each came from, to know it again when it is refused. */
  const origins = new WeakMap<Credentials, { token?: string; obtained?: Obtained }>()
  const with_ = (pair: CertificatePair | undefined, authorization: Record<string, string>): Credentials => ({
    headers: { ...impersonated, ...authorization },
    ...pair,
  })
  return {
    get: async () => {
      const token = tokenFile ? await tokenFile.get() : user.token
      // A password is sent with the first request already, so nobody asks the plugin.
      if (token || user.username || !renewal) {
        const credentials = with_(await certificate.get(), token ? bearer(token) : basic(user))
        if (tokenFile && token) origins.set(credentials, { token })
        return credentials
      }
      const [pair, obtained] = await Promise.all([certificate.get(), renewal.get()])
      const own = obtained.cert !== undefined && obtained.key !== undefined
      const credentials = with_(
        own ? { cert: obtained.cert ?? '', key: obtained.key ?? '' } : pair,
        obtained.token === undefined ? {} : bearer(obtained.token),
      )
      origins.set(credentials, { obtained })
      return credentials
    },
    refused: async (credentials) => {
      const { token, obtained } = origins.get(credentials) ?? {}
      if (token !== undefined) return (await tokenFile?.refused(token)) ?? false
      return obtained !== undefined && (renewal?.refused(obtained) ?? false)
    },
    forgive: () => renewal?.forgive(),
    close: () => renewal?.close(),
  }
}

/** Nobody asks the plugin of a user who shows a certificate anyway (client-go, `HasCertAuth`); it might ask a person. */
function signsIn(user: UserEntry): boolean {
  const certificate = user['client-certificate-data'] || user['client-certificate']
  const key = user['client-key-data'] || user['client-key']
  return user.exec ? !(certificate && key) : Boolean(user['auth-provider'])
}

/** How a user signs in anew. */
function signIn(
  context: KubeContext,
  now: () => number,
  says: ((words: string) => void) | undefined,
): (signal: AbortSignal) => Promise<Obtained> {
  const { cluster, user } = context
  const { exec, 'auth-provider': provider } = user
  if (!exec && provider) {
    if (provider.name !== 'oidc') return () => Promise.reject(unknownProvider(provider.name))
    const session = new OidcSession(provider.config ?? {}, now)
    return (signal) => session.obtain(signal)
  }
  return async (signal) => {
    const told = exec?.provideClusterInfo === true
    const ca = told ? await pem(cluster['certificate-authority-data'], cluster['certificate-authority']) : undefined
    return runExecPlugin(context, ca === undefined ? undefined : Buffer.from(ca).toString('base64'), { signal, says })
  }
}

/** kubectl knows no other since 1.26, when those of gcp and azure went. */
function unknownProvider(name: string): FailureError {
  const message = `The kubeconfig signs in with the auth-provider "${name}", which neither kubectl nor Porthole knows.`
  const hint = 'Make the kubeconfig anew with the tool of your cluster, which now writes an exec plugin.'
  return new FailureError('credentials-unavailable', message, { hint })
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${headerValue(token, 'token')}` }
}

function basic(user: UserEntry): Record<string, string> {
  if (!user.username) return {}
  const pair = Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')
  return { authorization: `Basic ${pair}` }
}
