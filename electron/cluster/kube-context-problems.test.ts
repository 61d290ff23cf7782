import { describe, expect, it } from 'vitest'
import { clusterProblem, proxyProblem, userProblem } from './kube-context-problems.ts'
import type { UserEntry } from './kubeconfig.ts'

const v1 = 'client.authentication.k8s.io/v1'
const exec = { command: 'x', apiVersion: v1, interactiveMode: 'Never' }

describe('userProblem', () => {
  it.each<[string, UserEntry]>([
    ['nothing', {}],
    ['a token', { token: 't', tokenFile: '/t' }],
    ['a password', { username: 'a', password: 'b' }],
    ['a certificate and its key', { 'client-certificate': '/c', 'client-key-data': 'a' }],
    ['a key alone', { 'client-key': '/k' }],
    ['a token and a plugin', { token: 't', exec }],
    ['somebody else', { as: 'other', 'as-groups': ['g'] }],
    ['empty impersonation', { 'as-uid': '', 'as-groups': [], 'as-user-extra': {} }],
    ['a plugin of v1beta1 that does not say whether it asks', { exec: { command: 'x', apiVersion: `${v1}beta1` } }],
  ])('has nothing against %s', (_name, user) => {
    expect(userProblem(user)).toBeUndefined()
  })

  it.each<[string, UserEntry, RegExp]>([
    ['a token and a user name', { token: 't', username: 'a' }, /token and a password/],
    ['a token and a password', { token: 't', password: 'a' }, /token and a password/],
    ['a certificate without its key', { 'client-certificate': '/c' }, /without its key/],
    ['certificate data without a key', { 'client-certificate-data': 'YQ==' }, /without its key/],
    ['groups of nobody', { 'as-groups': ['g'] }, /nobody/],
    ['a uid of nobody', { 'as-uid': 'g' }, /nobody/],
    ['a plugin without a command', { exec: { ...exec, command: '' } }, /no command/],
    ['a plugin without a version', { exec: { ...exec, apiVersion: null } }, /no apiVersion/],
    ['a plugin that does not say whether it asks', { exec: { ...exec, interactiveMode: '' } }, /no interactiveMode/],
    ['a plugin that says it oddly', { exec: { ...exec, interactiveMode: 'Maybe' } }, /"Maybe"/],
    ['a variable without a name', { exec: { ...exec, env: [{ name: '', value: 'x' }] } }, /variable without a name/],
    ['a plugin and a provider', { exec, 'auth-provider': { name: 'oidc' } }, /both an exec plugin/],
  ])('refuses %s', (_name, user, said) => {
    expect(userProblem(user)).toMatch(said)
  })
})

describe('clusterProblem', () => {
  const server = 'https://a.invalid'

  it.each([{ 'certificate-authority-data': 'YQ==' }, { 'certificate-authority': '/ca.crt' }])(
    'refuses a CA that is not to be used: %j',
    (ca) => {
      expect(clusterProblem({ server, ...ca, 'insecure-skip-tls-verify': true })).toMatch(/insecure-skip-tls-verify/)
      expect(clusterProblem({ server, ...ca, 'insecure-skip-tls-verify': false })).toBeUndefined()
    },
  )

  it.each(['http://a.invalid', 'a.invalid:80'])('minds no CA where there is no TLS: %s', (plain) => {
    const unused = { 'certificate-authority-data': 'YQ==', 'insecure-skip-tls-verify': true }
    expect(clusterProblem({ server: plain, ...unused })).toBeUndefined()
  })

  it('takes an empty CA for none', () => {
    expect(
      clusterProblem({ server, 'certificate-authority-data': '', 'insecure-skip-tls-verify': true }),
    ).toBeUndefined()
  })
})

describe('proxyProblem', () => {
  it.each([null, '', 'http://p', 'https://me:secret@p:3128', 'socks5://[::1]:1080', 'socks5h://p', 'HTTP://P'])(
    'has nothing against %s',
    (url) => {
      expect(proxyProblem({ 'proxy-url': url })).toBeUndefined()
    },
  )

  it.each(['p:3128', 'socks4://p', 'ftp://p', 'http://', 'http:///p', 'http://me:secret@p:99999', 'http://me:100%@p'])(
    'refuses %s without repeating it',
    (url) => {
      const said = proxyProblem({ 'proxy-url': url })
      expect(said).toMatch(/proxy-url/)
      expect(said).not.toContain(url)
    },
  )
})
