import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { validateHeaderName } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pem } from './credential-files.ts'
import { credentialSource, type Credentials } from './credentials.ts'
import type { UserEntry } from './kubeconfig.ts'
import { testCertificate } from './testing/certificates.ts'
import { base64, contextFor } from './testing/contexts.ts'
import { credential, plugin } from './testing/exec-plugins.ts'

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
    // In bytes, as all headers are.
    ['a name in letters', { as: 'ü', 'as-groups': ['ж'] }, { 'impersonate-user': 'Ã¼', 'impersonate-group': ['Ð¶'] }],
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
        'impersonate-extra-example.com%2fscopes': ['a', 'b'],
        'impersonate-extra-x%20y%28z%29%25': ['c'],
      },
    ],
  ])('has the headers of %s', async (_name, user, headers) => {
    const credentials = await get(user)
    expect(credentials).toEqual({ headers })
    // Whatever stands in a kubeconfig must be a header that Node sends.
    for (const name of Object.keys(headers)) expect(() => validateHeaderName(name)).not.toThrow()
  })

  it('asks no plugin where there is a password', async () => {
    const { user, runs } = await plugin(folder, credential(`{ token: 't' }`))
    expect((await get({ ...user, username: 'me' })).headers).toEqual({ authorization: 'Basic bWU6' })
    expect(await runs()).toBe(0)
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

  it('reads a token file at once when its token is refused', async () => {
    const tokenFile = await file('token', 'first')
    const source = credentialSource(contextFor('https://api.example', { tokenFile }))
    const first = await source.get()
    expect(await source.refused(first)).toBe(false)
    await writeFile(tokenFile, 'second')
    expect(await source.refused(first)).toBe(true)
    expect((await source.get()).headers).toEqual({ authorization: 'Bearer second' })
  })

  it('keeps a token while its file is being replaced', async () => {
    const tokenFile = await file('token', 'first')
    let now = 1_000_000
    const source = credentialSource(contextFor('https://api.example', { tokenFile }), () => now)
    await source.get()
    await rm(tokenFile)
    now += 10_001
    expect((await source.get()).headers).toEqual({ authorization: 'Bearer first' })
  })

  it('takes a rotated certificate with its key, not one with the key of the other', async () => {
    const [old, next] = [await testCertificate('old'), await testCertificate('next')]
    const user = { 'client-certificate': await file('cert', old.cert), 'client-key': await file('key', old.key) }
    let now = 1_000_000
    const source = credentialSource(contextFor('https://api.example', user), () => now)
    expect(await source.get()).toMatchObject(old)
    await file('cert', next.cert)
    now += 10_001
    expect(await source.get()).toMatchObject(old)
    await file('key', next.key)
    now += 10_001
    expect(await source.get()).toMatchObject(next)
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
  it('runs once for all who ask at the same time, and not again while its token is valid', async () => {
    const { user, runs } = await plugin(folder, credential(`{ token: process.argv[2] + process.pid }`))
    const source = credentialSource(contextFor('https://api.example', user))
    const all = await Promise.all(Array.from({ length: 10 }, () => source.get()))
    expect(all[0]?.headers).toEqual({ authorization: expect.stringMatching(/^Bearer argument\d+$/) as string })
    for (const one of [...all, await source.get()]) expect(one).toEqual(all[0])
    expect(await runs()).toBe(1)
  })

  it('runs again when its token has expired', async () => {
    const { user, runs } = await plugin(
      folder,
      credential(`{ token: String(process.pid), expirationTimestamp: '2020-01-01T00:00:00Z' }`),
    )
    let now = Date.parse('2020-01-01T00:00:00Z') - 10_000
    const source = credentialSource(contextFor('https://api.example', user), () => now)
    const first = await source.get()
    now += 10_000
    expect(await source.get()).not.toEqual(first)
    expect(await runs()).toBe(2)
  })

  it('runs again when its token is refused, once', async () => {
    const { user, runs } = await plugin(folder, credential(`{ token: String(process.pid) }`))
    const source = credentialSource(contextFor('https://api.example', user))
    const [first, same] = [await source.get(), await source.get()]
    expect(await source.refused(first)).toBe(true)
    const second = await source.get()
    expect(second).not.toEqual(first)
    // What was refused belongs to the past by now.
    expect(await source.refused(same)).toBe(true)
    expect(await source.get()).toEqual(second)
    // Who refuses this one too will refuse the next.
    expect(await source.refused(second)).toBe(false)
    expect(await runs()).toBe(2)
  })

  it('gives a certificate, and the user the headers', async () => {
    const pair = await testCertificate('alice')
    const status = JSON.stringify({ clientCertificateData: pair.cert, clientKeyData: pair.key })
    const { user } = await plugin(folder, credential(status))
    expect(await get({ ...user, as: 'other' })).toEqual({ headers: { 'impersonate-user': 'other' }, ...pair })
  })

  it.each<[string, UserEntry, object]>([
    ['a token', { token: 't' }, { headers: { authorization: 'Bearer t' } }],
    [
      'a certificate and its key',
      { 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') },
      { headers: {}, cert: 'CERT', key: 'KEY' },
    ],
  ])('is not asked where there is %s', async (_what, shown, expected) => {
    const { user, runs } = await plugin(folder, credential(`{ token: 'unwanted' }`))
    expect(await get({ ...user, ...shown })).toEqual(expected)
    expect(await runs()).toBe(0)
  })

  it('works for a server without TLS', async () => {
    const { user } = await plugin(folder, credential(`{ token: 't' }`))
    expect(await get(user, 'http://localhost:8080')).toEqual({ headers: { authorization: 'Bearer t' } })
  })

  it('that fails is not run for each who asks, but again after a while, and when a person wants it', async () => {
    const { user, runs } = await plugin(folder, `process.exitCode = 1`)
    let now = 1_000_000
    const source = credentialSource(contextFor('https://api.example', user), () => now)
    await expect(source.get()).rejects.toThrow('exit code 1')
    await expect(source.get()).rejects.toThrow('exit code 1')
    expect(await runs()).toBe(1)
    now += 500
    await expect(source.get()).rejects.toThrow()
    source.forgive()
    await expect(source.get()).rejects.toThrow()
    expect(await runs()).toBe(3)
  })
})

it('has a sentence for an auth-provider that nobody knows', async () => {
  await expect(get({ 'auth-provider': { name: 'gcp' } })).rejects.toThrow(/auth-provider "gcp", which neither kubectl/)
})

describe('pem', () => {
  it.skipIf(process.platform === 'win32')('waits for no pipe, and reads no device', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const path of [pipe, '/dev/zero', folder])
      await expect(pem(undefined, path)).rejects.toThrow(`${path}, which the kubeconfig names, cannot be read`)
    await expect(get({ tokenFile: pipe })).rejects.toThrow('is missing or empty')
  })

  it('is nothing where nothing is given', async () => {
    expect(await pem(undefined, null)).toBeUndefined()
    expect(await pem('', '')).toBeUndefined()
  })
})
