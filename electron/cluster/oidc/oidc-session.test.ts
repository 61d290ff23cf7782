import { createHmac } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { testCertificate } from '../testing/certificates.ts'
import { base64 } from '../testing/contexts.ts'
import { sendJson, serve } from '../testing/test-server.ts'
import { OidcSession } from './oidc-session.ts'

const certificate = await testCertificate('issuer', ['127.0.0.1'])
const never = new AbortController().signal

function idToken(exp: number, name = 'me'): string {
  const parts = [{ alg: 'HS256' }, { sub: name, exp }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return `${parts.join('.')}.${createHmac('sha256', 'key').update(parts.join('.')).digest('base64url')}`
}

const soon = (): number => Math.floor(Date.now() / 1000)

/** A real HTTPS issuer that takes each refresh token once, and clients in one of the two ways. */
async function issuer({ basic = true, idTokens = true } = {}) {
  let expected = 'refresh-0'
  let refreshed = 0
  const server = await serve(
    (request, response) => {
      if (request.url === '/realm/.well-known/openid-configuration') {
        sendJson(response, 200, { issuer: `${server.url}/realm`, token_endpoint: `${server.url}/token` })
        return
      }
      void text(request).then((body) => {
        const form = new URLSearchParams(body)
        const known = basic
          ? request.headers.authorization === `Basic ${base64('a%3Ab:s+1')}`
          : form.get('client_id') === 'a:b' && form.get('client_secret') === 's 1'
        if (!known) sendJson(response, 401, { error: 'invalid_client' })
        else if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== expected)
          sendJson(response, 400, { error: 'invalid_grant', error_description: 'Session not active' })
        else {
          expected = `refresh-${++refreshed}`
          const token = idToken(soon() + 3600, `user-${refreshed}`)
          sendJson(response, 200, { refresh_token: expected, access_token: 'x', ...(idTokens && { id_token: token }) })
        }
      })
    },
    { tls: certificate },
  )
  const config = {
    'idp-issuer-url': `${server.url}/realm`,
    'idp-certificate-authority-data': base64(certificate.cert),
    'client-id': 'a:b',
    'client-secret': 's 1',
    'refresh-token': 'refresh-0',
    'id-token': idToken(soon() - 10),
  }
  return { server, config, refreshed: () => refreshed }
}

describe('OidcSession', () => {
  it('takes the id-token of the kubeconfig while it holds, and asks nobody', async () => {
    const { server, config } = await issuer()
    const exp = soon() + 100
    const token = idToken(exp)
    const session = new OidcSession({ ...config, 'id-token': token })
    expect(await session.obtain(never)).toEqual({ token, expires: exp * 1000 })
    expect(server.requests).toHaveLength(0)
  })

  it.each([true, false])('refreshes with each refresh token once (Basic: %s)', async (basic) => {
    const { config, refreshed } = await issuer({ basic })
    const session = new OidcSession(config)
    const [first, second] = [await session.obtain(never), await session.obtain(never)]
    expect(first.token).not.toBe(second.token)
    expect(first.expires).toBeGreaterThan(Date.now())
    expect(refreshed()).toBe(2)
  })

  it.each<[string, object, RegExp]>([
    ['no tokens at all', { 'id-token': '', 'refresh-token': '' }, /neither an id-token nor a refresh-token/],
    ['an old id-token alone', { 'refresh-token': '' }, /id-token that is over/],
    [
      'a refresh token that is spent',
      { 'refresh-token': 'hunter2' },
      /refused a new token .* 400 invalid_grant Session/,
    ],
    ['an issuer of nobody', { 'idp-certificate-authority-data': '' }, /cannot reach its issuer .*certificate/],
    ['another issuer', { 'idp-issuer-url': 'nonsense' }, /no idp-issuer-url/],
  ])('with %s says so', async (_name, changes, said) => {
    const { config } = await issuer()
    const failed = new OidcSession({ ...config, ...changes }).obtain(never)
    await expect(failed).rejects.toMatchObject({ failure: { code: 'credentials-unavailable' } })
    await expect(failed).rejects.toThrow(said)
    await expect(failed).rejects.not.toThrow('hunter2')
  })

  it('says when the issuer gives no id_token', async () => {
    const { config } = await issuer({ idTokens: false })
    await expect(new OidcSession(config).obtain(never)).rejects.toThrow('no id_token')
  })
})
