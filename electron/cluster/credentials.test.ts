import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { validateHeaderName } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { credentialSource, pem, type Credentials } from './credentials.ts'
import type { UserEntry } from './kubeconfig.ts'
import { base64, contextFor } from './testing/contexts.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-credentials-'))
})
afterEach(() => rm(folder, { recursive: true }))

const get = (user: UserEntry, server = 'https://api.example'): Promise<Credentials> =>
  credentialSource(contextFor(server, user)).get()

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

describe('credentialSource', () => {
  it.each<[string, UserEntry, Credentials['headers']]>([
    ['nobody', {}, {}],
    ['empty fields', { token: '', username: '', as: '', 'as-groups': [] }, {}],
    ['a token', { token: 't' }, { authorization: 'Bearer t' }],
    ['a password', { username: 'me', password: 'p:w' }, { authorization: 'Basic bWU6cDp3' }],
    ['a name without a password', { username: 'me' }, { authorization: 'Basic bWU6' }],
    ['a token rather than a password', { token: 't', username: 'me' }, { authorization: 'Bearer t' }],
    ['another user', { token: 't', as: 'other' }, { authorization: 'Bearer t', 'impersonate-user': 'other' }],
    [
      'another user with groups, uid and extras',
      {
        as: 'other',
        'as-uid': 'u1',
        'as-groups': ['g1', 'g2'],
        'as-user-extra': { 'Example.com/Scopes': ['a', 'b'], 'x y(z)%': ['c'] },
      },
      {
        'impersonate-user': 'other',
        'impersonate-uid': 'u1',
        'impersonate-group': ['g1', 'g2'],
        'impersonate-extra-example.com%2Fscopes': ['a', 'b'],
        'impersonate-extra-x%20y%28z%29%25': ['c'],
      },
    ],
  ])('has the headers of %s', async (_name, user, headers) => {
    const credentials = await get(user)
    expect(credentials).toEqual({ headers })
    // Whatever stands in a kubeconfig must be a header that Node sends.
    for (const name of Object.keys(headers)) expect(() => validateHeaderName(name)).not.toThrow()
  })

  it('reads a token file, without its line break, again after it has been rotated', async () => {
    const tokenFile = await file('token', 'first\n')
    let now = 1_000_000
    const source = credentialSource(contextFor('https://api.example', { tokenFile, token: 'stale' }), () => now)
    expect((await source.get()).headers).toEqual({ authorization: 'Bearer first' })
    await writeFile(tokenFile, 'second\n')
    now += 10_000
    expect((await source.get()).headers).toEqual({ authorization: 'Bearer first' })
    now += 1
    expect((await source.get()).headers).toEqual({ authorization: 'Bearer second' })
  })

  it('falls back to the token where the token file cannot be read', async () => {
    expect(await get({ tokenFile: join(folder, 'gone'), token: 't' })).toEqual({
      headers: { authorization: 'Bearer t' },
    })
  })

  it.each([
    ['missing', undefined],
    ['empty', ' \n'],
  ])('says which token file is %s, and takes it once it is there', async (_name, text) => {
    const tokenFile = join(folder, 'token')
    if (text !== undefined) await writeFile(tokenFile, text)
    const source = credentialSource(contextFor('https://api.example', { tokenFile }))
    await expect(source.get()).rejects.toMatchObject({
      failure: { code: 'credentials-unavailable', message: expect.stringContaining(tokenFile) as string },
    })
    await writeFile(tokenFile, 'late')
    expect((await source.get()).headers).toEqual({ authorization: 'Bearer late' })
  })

  it('takes the inline certificate and key rather than the files', async () => {
    const user: UserEntry = {
      'client-certificate': await file('cert', 'CERT FILE'),
      'client-key': await file('key', 'KEY FILE'),
    }
    expect(await get(user)).toEqual({ headers: {}, cert: 'CERT FILE', key: 'KEY FILE' })
    const inline = { 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') }
    expect(await get({ ...user, ...inline })).toEqual({ headers: {}, cert: 'CERT', key: 'KEY' })
    expect(await get({ 'client-certificate-data': base64('CERT') })).toEqual({ headers: {} })
  })

  it('says which certificate cannot be read, and reads it once it can', async () => {
    const path = join(folder, 'cert')
    const user = { 'client-certificate': path, 'client-key-data': base64('KEY') }
    const source = credentialSource(contextFor('https://api.example', user))
    await expect(source.get()).rejects.toMatchObject({
      failure: { code: 'credentials-unavailable', message: expect.stringMatching(/cert, .*ENOENT/) as string },
    })
    await writeFile(path, 'CERT')
    expect(await source.get()).toMatchObject({ cert: 'CERT', key: 'KEY' })
  })
})

describe('an exec plugin', () => {
  /** A plugin that notes each of its runs and then does what the code says. */
  async function plugin(code: string): Promise<{ user: UserEntry; runs: () => Promise<number> }> {
    const log = await file('log', '')
    const script = await file('plugin.cjs', `require('fs').appendFileSync(process.env.LOG, 'run\\n'); ${code}`)
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: [script, 'argument'],
      env: [{ name: 'LOG', value: log }],
    }
    return { user: { exec }, runs: async () => (await readFile(log, 'utf8')).split('\n').length - 1 }
  }
  const prints = (status: string): string =>
    `console.log(JSON.stringify({ kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1', status: ${status} }))`

  it('runs once for all who ask at the same time, and not again while its token is valid', async () => {
    const { user, runs } = await plugin(prints(`{ token: process.argv[2] + process.pid }`))
    const source = credentialSource(contextFor('https://api.example', user))
    const all = await Promise.all(Array.from({ length: 10 }, () => source.get()))
    expect(all[0]?.headers).toEqual({ authorization: expect.stringMatching(/^Bearer argument\d+$/) as string })
    for (const one of [...all, await source.get()]) expect(one).toEqual(all[0])
    expect(await runs()).toBe(1)
  })

  it('runs again when its token has expired', async () => {
    const { user, runs } = await plugin(
      prints(`{ token: String(process.pid), expirationTimestamp: '2020-01-01T00:00:00Z' }`),
    )
    const source = credentialSource(contextFor('https://api.example', user))
    const first = await source.get()
    expect(await source.get()).not.toEqual(first)
    expect(await runs()).toBe(2)
  })

  it('gives a certificate, and the user the headers', async () => {
    const { user } = await plugin(prints(`{ clientCertificateData: 'CERT', clientKeyData: 'KEY' }`))
    expect(await get({ ...user, as: 'other' })).toEqual({
      headers: { 'impersonate-user': 'other' },
      cert: 'CERT',
      key: 'KEY',
    })
  })

  it('is not asked where there is a token', async () => {
    const { user, runs } = await plugin(prints(`{ token: 'unwanted' }`))
    expect(await get({ ...user, token: 't' })).toEqual({ headers: { authorization: 'Bearer t' } })
    expect(await runs()).toBe(0)
  })

  it('works for a server without TLS', async () => {
    const { user } = await plugin(prints(`{ token: 't' }`))
    expect(await get(user, 'http://localhost:8080')).toEqual({ headers: { authorization: 'Bearer t' } })
  })

  it.each([
    ['fails', `console.error('Log in first.'); process.exitCode = 3`, /: Log in first\.$/],
    ['prints no JSON', `console.log('eyJhbGci.secret')`, /: does not print an ExecCredential\.$/],
    ['prints no credential', `console.log('{}')`, /: does not print an ExecCredential\.$/],
    ['says nothing at all', `process.exitCode = 1`, /: failed without a word\.$/],
  ])('that %s is named with what it said, and asked again', async (_name, code, message) => {
    const { user, runs } = await plugin(code)
    const source = credentialSource(contextFor('https://api.example', user))
    const refusal = { failure: { code: 'credentials-unavailable', message: expect.stringMatching(message) as string } }
    await expect(source.get()).rejects.toMatchObject(refusal)
    await expect(source.get()).rejects.toMatchObject(refusal)
    await expect(source.get()).rejects.toThrow(process.execPath)
    expect(await runs()).toBe(3)
  })

  it('that is not installed is named', async () => {
    const user = { exec: { command: 'porthole-no-such-plugin', args: null, env: null } }
    await expect(get(user)).rejects.toThrow(/^porthole-no-such-plugin: .*ENOENT/)
  })
})

describe('pem', () => {
  it('is nothing where nothing is given', async () => {
    expect(await pem(undefined, null)).toBeUndefined()
    expect(await pem('', '')).toBeUndefined()
  })
})
