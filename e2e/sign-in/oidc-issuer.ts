import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import type http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { RealCluster } from '../cluster/real-cluster.ts'
import { makeServerCertificate } from '../cluster/certificates.ts'

export const clientId = 'porthole-test'

/** How long its ID tokens hold, in seconds. */
export const tokenLife = 14

export interface OidcIssuer {
  readonly url: string
  /** PEM, of the issuer itself. */
  readonly certificate: string
  /** Begins a session of somebody; returns the refresh token, which is taken once, as are those that follow it. */
  begin(user: string): string
  /** How often a user's tokens were renewed. */
  renewals(user: string): number
  /** Ends a user's session: no refresh token of it is taken any more. */
  end(user: string): void
  /** A user's next refresh token is taken, and its answer never arrives. */
  loseAnswer(user: string): void
  /** Makes the issuer reachable at its URL from inside a cluster's network. */
  reachFrom(cluster: RealCluster): Promise<void>
  close(): Promise<void>
}

const json = (response: http.ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An OpenID provider with discovery, a published key, signed ID tokens and refresh tokens that rotate, over HTTPS. */
export async function startIssuer(folder: string): Promise<OidcIssuer> {
  const tls = await makeServerCertificate({ name: 'issuer', addresses: ['127.0.0.1'] })
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const sessions = new Map<string, string>()
  const renewed = new Map<string, number>()
  const losing = new Set<string>()
  let url = ''
  let number = 0

  const idToken = (user: string): string => {
    const iat = Math.floor(Date.now() / 1000)
    const claims = { iss: url, aud: clientId, sub: user, groups: ['crew'], iat, exp: iat + tokenLife }
    const signed = `${base64url({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${base64url(claims)}`
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
  }
  const refreshToken = (user: string): string => {
    const token = `refresh-${user}-${++number}`
    sessions.set(token, user)
    return token
  }
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    if (request.url === '/.well-known/openid-configuration') {
      json(response, 200, {
        issuer: url,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    } else if (request.url === '/keys') {
      json(response, 200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] })
    } else if (request.url === '/token') {
      const form = new URLSearchParams(await text(request))
      const spent = form.get('refresh_token') ?? ''
      const user = sessions.get(spent)
      if (form.get('grant_type') !== 'refresh_token' || user === undefined) {
        json(response, 400, { error: 'invalid_grant', error_description: 'Session not active' })
        return
      }
      sessions.delete(spent)
      if (losing.delete(user)) {
        response.destroy()
        return
      }
      renewed.set(user, (renewed.get(user) ?? 0) + 1)
      // RFC 6749, 5.1: an access token there must be, though nobody wants it here.
      const tokens = { access_token: 'unused', id_token: idToken(user), refresh_token: refreshToken(user) }
      json(response, 200, { token_type: 'Bearer', ...tokens })
    } else json(response, 404, {})
  }
  const listener: http.RequestListener = (request, response) => {
    answer(request, response).catch(() => response.destroy())
  }
  const [outer, inner] = [https.createServer(tls, listener), https.createServer(tls, listener)]
  outer.listen(0, '127.0.0.1')
  await once(outer, 'listening')
  const { port } = outer.address() as AddressInfo
  url = `https://127.0.0.1:${port}`
  // Files are shared with the cluster's network namespace, ports are not.
  const socket = join(folder, 'issuer.sock')
  inner.listen(socket)
  await once(inner, 'listening')
  const relays: ChildProcess[] = []
  return {
    url,
    certificate: tls.cert,
    begin: refreshToken,
    renewals: (user) => renewed.get(user) ?? 0,
    end(user) {
      for (const [token, owner] of sessions) if (owner === user) sessions.delete(token)
    },
    loseAnswer(user) {
      losing.add(user)
    },
    async reachFrom(cluster) {
      const code = `require('net').createServer((c) => { const up = require('net').connect(${JSON.stringify(socket)}); c.pipe(up).pipe(c); for (const s of [c, up]) s.on('error', () => { c.destroy(); up.destroy() }) }).listen(${port}, '127.0.0.1', () => console.log('ready'))`
      const { command, args } = cluster.enterCommand(process.execPath, ['-e', code])
      const relay = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      relays.push(relay)
      await once(relay.stdout, 'data')
    },
    async close() {
      for (const relay of relays) relay.kill()
      for (const server of [outer, inner]) {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      }
    },
  }
}
