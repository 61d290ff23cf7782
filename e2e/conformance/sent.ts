import { testCertificate } from '../../electron/cluster/testing/certificates.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const me = await testCertificate('me')
const shown = { 'client-certificate-data': base64(me.cert), 'client-key-data': base64(me.key) }
const v1 = 'client.authentication.k8s.io/v1'
const exec = (command: string, more: object = {}): object => ({
  exec: { apiVersion: v1, interactiveMode: 'Never', command, ...more },
})

/** The plugin tells its surroundings in its token. */
export const plugin = `#!/bin/sh
printf '{"apiVersion":"${v1}","kind":"ExecCredential","status":{"token":"%s-%s-%s"}}' "$A" "$#" "$1"
`

/** Files beside the kubeconfig. */
export const besides = {
  token: ' from-file \r\n',
  'no-token': '',
  'me.crt': `words before it\n${me.cert.replaceAll('\n', '\r\n')}`,
  'me.key': me.key,
}

/** Users who could sign in in several ways, or whose values are odd: which of them is sent, and how, kubectl decides. */
export const users: Readonly<Record<string, object>> = {
  'a token': { token: ' a b\tc' },
  'a token of letters': { token: 'ünï' },
  'a token and a file': { token: 't', tokenFile: 'token' },
  'a token and an empty file': { token: 't', tokenFile: 'no-token' },
  'a token and a file that is gone': { token: 't', tokenFile: 'gone' },
  'a name and no password': { username: 'me' },
  'a name with a colon': { username: 'a:b', password: 'ü:' },
  'a certificate': shown,
  'a certificate in files': { 'client-certificate': './me.crt', 'client-key': 'me.key' },
  'a certificate in lines': { ...shown, 'client-key-data': base64(me.key).replace(/.{64}/g, '$&\n') },
  'a certificate and a token': { ...shown, token: 't' },
  'a certificate and a name': { ...shown, username: 'me', password: 'p' },
  'a plugin': exec('./plugin', { args: ['x y', '"'], env: [{ name: 'A', value: '1' }] }),
  'a plugin with nothing': exec('./plugin', { args: null, env: null }),
  'a plugin with nulls': exec('./plugin', { args: [null, 'x'], env: [{ name: 'A', value: null }] }),
  'a plugin in a folder with a space': exec('sub dir/plugin'),
  'a plugin and a token': { ...exec('./plugin'), token: 't' },
  'a plugin and a name': { ...exec('./plugin'), username: 'me' },
  'a plugin and a password alone': { ...exec('./plugin'), password: 'p' },
  'a plugin and a certificate': { ...exec('./plugin'), ...shown },
  'another user': { token: 't', as: 'sys:x y', 'as-uid': '1', 'as-groups': ['a', 'a', ''] },
  'another user in letters': { token: 't', as: 'ü', 'as-groups': ['ж'], 'as-user-extra': { 'Ü/b#^(c)': ['日'] } },
  'extras without a value': { token: 't', as: 'x', 'as-user-extra': { none: null, no: [], empty: [''] } },
}

/** Clusters that are asked in odd ways, of the host and port of the server. */
export const clusters: Readonly<Record<string, (host: string) => object>> = {
  'a path': (host) => ({ server: `https://${host}/k8s//c 1/../ü/` }),
  'a scheme in capitals': (host) => ({ server: `HTTPS://${host}` }),
  'a user in its address': (host) => ({ server: `https://u:p%40@${host}` }),
  'a query': (host) => ({ server: `https://${host}?a=b` }),
  'a name to verify': () => ({ 'tls-server-name': 'api' }),
  // No server is told an address: some refuse it.
  'an address to verify': () => ({ 'tls-server-name': '127.0.0.1' }),
  'nothing to verify': () => ({ 'certificate-authority-data': '', 'insecure-skip-tls-verify': true }),
}
