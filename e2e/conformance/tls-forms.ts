import { createPrivateKey } from 'node:crypto'
import {
  makeAuthority,
  makeClientCertificate,
  makeServerCertificate,
  makeServiceAccountKey,
  type KeyAndCertificate,
} from '../cluster/certificates.ts'

/** A server, and a kubeconfig's cluster and user for it, less the address. */
export interface TlsForm {
  readonly name: string
  readonly server: KeyAndCertificate
  readonly cluster: Readonly<Record<string, unknown>>
  readonly user: Readonly<Record<string, unknown>>
}

const here = { addresses: ['127.0.0.1'] }
const root = await makeAuthority('root')
const other = await makeAuthority('other')
const between = await makeAuthority('between', root)
const good = await makeServerCertificate({ name: 'good', ...here }, root)
const below = await makeServerCertificate({ name: 'below', ...here }, between)
const chain = { key: below.key, cert: `${below.cert}\n${between.cert}` }
const wrong = await makeServerCertificate({ name: 'wrong', hosts: ['elsewhere.example'] }, root)
const old = await makeServerCertificate({ name: 'old', ...here, expired: new Date('2021-01-01') }, root)
const named = await makeServerCertificate(
  {
    name: 'named',
    hosts: ['*.lan', '*.a.example', 'b*.example', 'Upper.example', 'xn--bcher-kva.example', 'x_y.example'],
    addresses: ['127.0.0.2', '::1'],
  },
  root,
)
const common = await makeServerCertificate({ name: 'common.example' }, root)
const me = await makeClientCertificate('me', [], root)
/** Of another kind than that of the certificate: OpenSSL keeps the two apart and says nothing. */
const stranger = makeServiceAccountKey()

/** The authority that each certificate of these servers and clients comes from, PEM. */
export const certificateAuthority = root.cert

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const token = { token: 't' }
const trusts = (text: string): object => ({ 'certificate-authority-data': base64(text) })
const ca = (name: string, text: string, server = good): TlsForm => {
  return { name, server, cluster: { ...trusts(text) }, user: token }
}
const about = (name: string, cluster: object, server = good): TlsForm => ({
  name,
  server,
  cluster: { ...cluster },
  user: token,
})
const client = (name: string, cert: string, key: string): TlsForm => {
  const user = { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) }
  return { name, server: good, cluster: { ...trusts(root.cert) }, user }
}
const own = createPrivateKey(me.key)
const sec1 = own.export({ type: 'sec1', format: 'pem' }).toString()
const pkcs8 = own.export({ type: 'pkcs8', format: 'pem' }).toString()
const encrypted = own.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()
const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

/** What kubectl connects with and what it refuses: so must we. */
export const tlsForms: readonly TlsForm[] = [
  ca('the CA', root.cert),
  ca('another CA', other.cert),
  about('no CA', {}),
  ca('several CAs', `${other.cert}\n${root.cert}`),
  ca('words around the CA', `words\n# more\n${root.cert}\nkey: value\n`),
  ca('a CA that is broken before one that is not', `${broken}${root.cert}`),
  ca('a CA that is broken alone', broken),
  ca('a key and a CA', `${me.key}\n${root.cert}`),
  ca('a key instead of a CA', me.key),
  ca('a CA with CRLF', root.cert.replace(/\r?\n/g, '\r\n')),
  ca('a CA in base64 twice', base64(root.cert)),
  ca('an intermediate that is missing', root.cert, below),
  ca('an intermediate that is sent', root.cert, chain),
  ca('the intermediate alone for a CA', between.cert, below),
  ca('the intermediate alone for a CA of a chain', between.cert, chain),
  ca('the certificate itself for a CA', good.cert),
  ca('another certificate of the CA for a CA', good.cert, wrong),
  ca('a wrong name', root.cert, wrong),
  ca('an expired certificate', root.cert, old),
  ca('an expired certificate for a CA', old.cert, old),
  about('a tls-server-name', { ...trusts(root.cert), 'tls-server-name': 'elsewhere.example' }, wrong),
  about('another tls-server-name', { ...trusts(root.cert), 'tls-server-name': 'nowhere.example' }, wrong),
  ...[
    'k8s.lan',
    'a.b.lan',
    'lan',
    'x.a.example',
    'a.example',
    'x.y.a.example',
    'X.A.EXAMPLE',
    'bc.example',
    'upper.example',
    'upper.example.',
    'b\u00fccher.example',
    'xn--bcher-kva.example',
    'x_y.example',
    '*.a.example',
    '127.0.0.2',
    '::1',
    '127.0.0.1',
  ].map((name) => about(`a tls-server-name ${name}`, { ...trusts(root.cert), 'tls-server-name': name }, named)),
  about('a common name alone', { ...trusts(root.cert), 'tls-server-name': 'common.example' }, common),
  about('no verification', { 'insecure-skip-tls-verify': true }, old),
  about('no verification with a name', { 'insecure-skip-tls-verify': true, 'tls-server-name': 'x.example' }, wrong),
  about('no verification and a CA', { 'insecure-skip-tls-verify': true, ...trusts(root.cert) }),
  client('a client certificate', me.cert, me.key),
  client('a key of SEC 1', me.cert, sec1),
  client('a key of PKCS 8', me.cert, pkcs8),
  client('a key of SEC 1 called PKCS 8', me.cert, sec1.replaceAll('EC PRIVATE', 'PRIVATE')),
  client('a key of PKCS 8 called PKCS 1', me.cert, pkcs8.replaceAll('PRIVATE', 'RSA PRIVATE')),
  client('an encrypted key', me.cert, encrypted),
  client('the key of another certificate', me.cert, stranger),
  client('two keys, the other first', me.cert, `${stranger}\n${me.key}`),
  client('two keys, its own first', me.cert, `${me.key}\n${stranger}`),
  client('key and certificate in one text', `${me.key}\n${me.cert}`, `${me.cert}\n${me.key}`),
  client('words around both', `me\n${me.cert}\nme`, `me\n${me.key}\nme`),
  client('words instead of a key', me.cert, 'me'),
  client('words instead of a certificate', 'me', me.key),
]
