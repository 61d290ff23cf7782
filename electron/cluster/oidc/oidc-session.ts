import { z } from 'zod'
import { FailureError } from '../../../shared/failure.ts'
import { pem } from '../credential-files.ts'
import type { Obtained } from '../exec-plugin/exec-credential.ts'
import { plainWords } from '../exec-plugin/plugin-words.ts'
import { endOfIdToken, stillHolds } from './id-token.ts'
import { oidcRequest } from './oidc-request.ts'

const discoverySchema = z.looseObject({ token_endpoint: z.url() })
const tokenSchema = z.looseObject({ id_token: z.string().optional(), refresh_token: z.string().optional() })
const refusalSchema = z.looseObject({ error: z.string(), error_description: z.string().optional() })

const signInAgain = 'Sign in again with what made this kubeconfig (kubectl oidc-login, for example); then try again.'

type Config = Readonly<Record<string, string>>

/**
 * Signs in with a kubeconfig's `auth-provider: oidc` as client-go does: its ID token while that holds, and then new ones for
 * the refresh token. New tokens stay in memory, since Porthole never writes a kubeconfig.
 */
export class OidcSession {
  readonly #config: Config
  readonly #now: () => number
  #idToken: string
  #refreshToken: string
  #tokenUrl: URL | undefined

  constructor(config: Config, now: () => number = Date.now) {
    this.#config = config
    this.#now = now
    this.#idToken = config['id-token'] ?? ''
    this.#refreshToken = config['refresh-token'] ?? ''
  }

  /** Throws `credentials-unavailable`. Not to be called again before it has settled: providers take a refresh token once. */
  async obtain(signal: AbortSignal): Promise<Obtained> {
    const first = this.#idToken
    // Once: the one who asks again has been refused, or sees it end.
    this.#idToken = ''
    if (stillHolds(first, this.#now())) return withEnd(first)
    if (this.#refreshToken === '')
      throw failed(
        first === ''
          ? 'has neither an id-token nor a refresh-token'
          : 'has an id-token that is over, and no refresh-token',
        signInAgain,
      )
    try {
      return await this.#refresh(signal)
    } catch (error) {
      if (error instanceof FailureError) throw error
      const why = error instanceof Error ? error.message : String(error)
      throw failed(
        `cannot reach its issuer ${this.#issuer}: ${why}`,
        'Check the network and idp-certificate-authority.',
      )
    }
  }

  async #refresh(signal: AbortSignal): Promise<Obtained> {
    const ca = await pem(this.#config['idp-certificate-authority-data'], this.#config['idp-certificate-authority'])
    this.#tokenUrl ??= await this.#discover(ca, signal)
    const [id, secret] = [this.#config['client-id'] ?? '', this.#config['client-secret'] ?? '']
    const form = { grant_type: 'refresh_token', refresh_token: this.#refreshToken }
    const url = this.#tokenUrl
    // The way of the standard first, then the other one, as golang.org/x/oauth2 finds out what a provider takes.
    const authorization = `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`
    let answer = await oidcRequest({ url, ca, signal, authorization, form: new URLSearchParams(form) })
    if (answer.status >= 400 && !isAboutToken(answer.json)) {
      const own = { ...form, client_id: id, ...(secret !== '' && { client_secret: secret }) }
      answer = await oidcRequest({ url, ca, signal, form: new URLSearchParams(own) })
    }
    const { id_token: token, refresh_token: next } = this.#tokensIn(answer)
    // Providers that rotate refresh tokens take the old one no more.
    if (next) this.#refreshToken = next
    if (!token)
      throw failed(
        `got no id_token from ${this.#issuer}`,
        'The issuer must give an id_token when it refreshes: ask for the scope openid when you sign in.',
      )
    return withEnd(token)
  }

  #tokensIn({ status, json }: { status: number; json: unknown }): z.infer<typeof tokenSchema> {
    const tokens = tokenSchema.safeParse(json)
    if (status >= 200 && status < 300 && tokens.success) return tokens.data
    const said = refusalSchema.safeParse(json)
    const words = said.success ? plainWords(`${said.data.error} ${said.data.error_description ?? ''}`) : ''
    throw failed(`is refused a new token by ${this.#issuer}: ${status}${words && ` ${words}`}`, signInAgain)
  }

  async #discover(ca: string | undefined, signal: AbortSignal): Promise<URL> {
    const issuer = this.#issuer
    if (!/^https?:\/\//i.test(issuer) || !URL.canParse(issuer))
      throw failed('has no idp-issuer-url that is an https URL', 'Set idp-issuer-url in the kubeconfig.')
    const url = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    const { status, json } = await oidcRequest({ url, ca, signal })
    const discovered = discoverySchema.safeParse(json)
    if (status === 200 && discovered.success) return new URL(discovered.data.token_endpoint)
    throw failed(`finds no OpenID configuration at ${url.href} (${status})`, 'Check idp-issuer-url in the kubeconfig.')
  }

  get #issuer(): string {
    return this.#config['idp-issuer-url'] ?? ''
  }
}

/** RFC 6749, 2.3.1: form-encoded before they are joined. */
function encode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

/** The client was known, so another way to say who it is would not help; and the token may be spent by now. */
function isAboutToken(json: unknown): boolean {
  const said = refusalSchema.safeParse(json)
  return said.success && said.data.error === 'invalid_grant'
}

function withEnd(token: string): Obtained {
  const expires = endOfIdToken(token)
  return { token, ...(expires !== undefined && { expires }) }
}

function failed(what: string, hint: string): FailureError {
  return new FailureError('credentials-unavailable', `The auth-provider oidc ${what}.`, { hint })
}
