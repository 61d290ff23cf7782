import { describe, expect, it } from 'vitest'
import type { UserEntry } from './kubeconfig.ts'
import { serverUrl, userFor } from './server-url.ts'

const me = { username: 'me', password: 's:1' }

describe('serverUrl', () => {
  it.each(['https://one:6443', 'HTTPS://One/k8s/', 'http://[::1]:8080/k8s//', 'https://ü.example'])(
    'leaves %s as it is written',
    (text) => expect(serverUrl(text)).toEqual({ server: text, login: undefined }),
  )

  it.each([
    ['10.0.0.1:6443', 'http://10.0.0.1:6443', undefined],
    ['localhost', 'http://localhost', undefined],
    ['[::1]:8080/', 'http://[::1]:8080/', undefined],
    ['https://one/k8s?a=b#c', 'https://one/k8s', undefined],
    ['https://me:s%3A1@one/k8s', 'https://one/k8s', me],
    ['me:s%3A1@one:80', 'http://one/', me],
    ['https://m%ff@one/', 'https://one/', { username: 'm\ufffd', password: '' }],
  ])('takes %s for %s', (text, server, login) => expect(serverUrl(text)).toEqual({ server, login }))

  it.each([
    '',
    'https://',
    'ftp://one',
    'one/k8s',
    'https://one:65536',
    'https:///k8s',
    '::1',
    'a b',
    'https://m%e@one',
    'https://one/%zz',
    'https://one:6443 ',
    ' https://one',
    'https://one\t',
    'https://one:6443\\k8s',
    'https://%41',
    'https://o{n}e',
    'https://127.1:6443',
    '8080',
    'https://0x7f000001',
  ])('makes nothing of %j', (text) => expect(serverUrl(text)).toBeUndefined())
})

describe('userFor', () => {
  const tls = { server: 'https://one', login: undefined }
  const open = { server: 'http://one', login: undefined }

  it.each<[string, UserEntry]>([
    ['a token', { token: 't' }],
    ['a token file', { tokenFile: '/t' }],
    ['a password', me],
    ['a certificate', { 'client-certificate': '/c', 'client-key': '/k' }],
    ['a plugin', { exec: { command: 'x' } }],
  ])('tells %s over TLS alone', (_name, user) => {
    expect(userFor(tls, user)).toEqual(user)
    expect(userFor(open, { ...user, as: 'other', 'as-groups': ['g'] })).toEqual({ as: 'other', 'as-groups': ['g'] })
  })

  it('signs in with what stands in the URL, as kubectl does', () => {
    expect(userFor({ ...open, login: me }, { token: 't' })).toMatchObject(me)
    expect(userFor({ ...tls, login: me }, {})).toEqual(me)
    expect(userFor({ ...tls, login: me }, { token: 't', as: 'other' })).toEqual({ ...me, as: 'other' })
  })
})
