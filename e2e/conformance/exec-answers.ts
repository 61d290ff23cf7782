import { testCertificate } from '../../electron/cluster/testing/certificates.ts'

const v1 = 'client.authentication.k8s.io/v1'
const answer = (status: unknown, more: object = {}): string =>
  JSON.stringify({ kind: 'ExecCredential', apiVersion: v1, ...more, ...(status !== undefined && { status }) })
const until = (expirationTimestamp: unknown): string => answer({ token: 't', expirationTimestamp })
const { cert, key } = await testCertificate('me')
const other = await testCertificate('other')

/** What an exec plugin may print: kubectl takes it or leaves it, and so must we. */
export const execAnswers: readonly (readonly [name: string, printed: string])[] = [
  ['a token', answer({ token: 't' })],
  ['a byte order mark', `\ufeff${answer({ token: 't' })}`],
  ['words behind it', `${answer({ token: 't' })}\nSigned in.\n`],
  ['words before it', `Signing in.\n${answer({ token: 't' })}`],
  ['two answers', `${answer({ token: 't' })}\n${answer({ token: 'u' })}`],
  ['YAML', `kind: ExecCredential\napiVersion: ${v1}\nstatus:\n  token: t\n`],
  ['a number for a token in YAML', `kind: ExecCredential\napiVersion: ${v1}\nstatus:\n  token: 012\n`],
  ['YAML 1.2 words', `kind: ExecCredential\napiVersion: ${v1}\nstatus: {token: 0o9}\n`],
  ['no kind', `{"apiVersion":"${v1}","status":{"token":"t"}}`],
  ['another kind', answer({ token: 't' }, { kind: 'TokenReview' })],
  ['no version', '{"kind":"ExecCredential","status":{"token":"t"}}'],
  ['another version', answer({ token: 't' }, { apiVersion: `${v1}beta1` })],
  ['an unknown version', answer({ token: 't' }, { apiVersion: `${v1}alpha1` })],
  ['no status', answer(undefined)],
  ['a status that is null', answer(null)],
  ['a status that is a list', answer([])],
  ['an empty token', answer({ token: '' })],
  ['a token that is null', answer({ token: null })],
  ['a token that is a number', answer({ token: 12 })],
  ['a certificate without a key', answer({ clientCertificateData: cert })],
  ['a key without a certificate', answer({ token: 't', clientKeyData: key })],
  ['a certificate and its key', answer({ clientCertificateData: cert, clientKeyData: key })],
  ['a certificate and another key', answer({ clientCertificateData: cert, clientKeyData: other.key })],
  ['both', answer({ token: 't', clientCertificateData: cert, clientKeyData: key })],
  ['words before the certificate', answer({ clientCertificateData: `me\n${cert}`, clientKeyData: `me\n${key}` })],
  ['an unknown field', answer({ token: 't', more: 1 }, { more: [] })],
  ['an end', until('2999-01-01T00:00:00Z')],
  ['an end with a zone', until('2999-01-01T00:00:00.123+02:00')],
  ['an end in the year 9999', until('9999-12-31T23:59:59Z')],
  ['an end that is over', until('2001-01-01T00:00:00Z')],
  ['an end without a zone', until('2999-01-01T00:00:00')],
  ['an end that is a date', until('2999-01-01')],
  ['an end in words', until('Fri, 01 Jan 2999 00:00:00 GMT')],
  ['an end that is empty', until('')],
  ['an end that is null', until(null)],
  ['an end that is a number', until(32472144000)],
  ['an end on a day that is none', until('2999-02-30T00:00:00Z')],
  ['an end in small letters', until('2999-01-01t00:00:00z')],
  ['nothing', ''],
  ['a line', '\n'],
  ['HTML', '<html><body>Sign in</body></html>'],
  ['a list', '[]'],
]
