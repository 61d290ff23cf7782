import { describe, expect, it } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import { answerFailure, networkFailure, parseStatus } from './api-failure.ts'

const status = (message?: string): string => JSON.stringify({ kind: 'Status', apiVersion: 'v1', message, code: 1 })

describe('parseStatus', () => {
  it.each([
    ['a Status', status('no'), 'no'],
    ['a Status without a message', status(), ''],
    ['another object', '{"kind":"Service","apiVersion":"v1"}', undefined],
    ['an object that is no Kubernetes one', '{"message":"no"}', undefined],
    ['HTML', '<html>', undefined],
    ['null', 'null', undefined],
    ['nothing', '', undefined],
  ])('reads %s', (_name, text, message) => {
    const parsed = parseStatus(text)
    expect(parsed && (parsed.message ?? '')).toBe(message)
  })
})

describe('answerFailure', () => {
  it.each([
    [401, status('Unauthorized'), 'credentials-rejected', 'The API server says: Unauthorized'],
    [401, '', 'credentials-rejected', 'The API server does not accept the credentials.'],
    [403, status('services is forbidden'), 'forbidden', 'services is forbidden'],
    [403, status(), 'forbidden', 'The cluster does not allow this.'],
    [
      403,
      '<h1>Blocked</h1> by policy',
      'not-kubernetes',
      'The server of the kubeconfig answers 403: Blocked by policy',
    ],
    [500, status('etcdserver: no leader'), 'api-server-error', 'The API server says 500: etcdserver: no leader'],
    [
      502,
      '<html><body>Bad\n Gateway</body>',
      'api-server-error',
      'The server of the kubeconfig answers 502: Bad Gateway',
    ],
    [429, 'Too many requests.\n', 'api-server-error', 'The server of the kubeconfig answers 429: Too many requests.'],
    [
      404,
      '<head><title>404 Gone</title><style>p{}</style></head><p>404 Gone</p>',
      'not-kubernetes',
      'The server of the kubeconfig answers 404: 404 Gone',
    ],
    [404, '<head><title>Gone</title></head>', 'not-kubernetes', 'The server of the kubeconfig answers 404: Gone'],
    [302, '', 'not-kubernetes', 'The server of the kubeconfig answers 302.'],
    [404, 'x'.repeat(1000), 'not-kubernetes', `The server of the kubeconfig answers 404: ${'x'.repeat(160)}`],
  ])('of %i %s', (code, body, kind, message) => {
    expect(answerFailure(code, body).failure).toMatchObject({ code: kind, message })
  })

  it('keeps the server’s words to a line, without what moves a terminal or turns the writing', () => {
    const said = `a\r\nb\u001b[2J\u202ec${'x'.repeat(50_000)}`
    const { message } = answerFailure(403, status(said)).failure
    expect([message.slice(0, 9), message.length]).toEqual(['a b [2Jcx', 1000 - 2])
  })

  // A server could stop the whole program with 64 KB.
  it.each(['<', '<head ', '< head'])('takes no longer for a page of nothing but "%s"', (part) => {
    const began = performance.now()
    answerFailure(502, part.repeat(64_000 / part.length))
    expect(performance.now() - began).toBeLessThan(200)
  })
})

describe('networkFailure', () => {
  const coded = (code: string): Error => Object.assign(new Error('said'), { code })
  it.each([
    ['ENOTFOUND', 'dns-failed'],
    ['EAI_AGAIN', 'dns-failed'],
    ['ECONNREFUSED', 'connection-refused'],
    ['EHOSTUNREACH', 'connection-refused'],
    ['ENETUNREACH', 'connection-refused'],
    ['ETIMEDOUT', 'connection-timeout'],
    ['ECONNRESET', 'connection-lost'],
    ['EPIPE', 'connection-lost'],
    ['EPROTO', 'tls-untrusted'],
    ['CERT_HAS_EXPIRED', 'tls-untrusted'],
    ['INVALID_PURPOSE', 'tls-untrusted'],
    ['CA_MD_TOO_WEAK', 'tls-untrusted'],
    ['EE_KEY_TOO_SMALL', 'tls-untrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-untrusted'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'tls-untrusted'],
    ['HPE_INVALID_CONSTANT', 'not-kubernetes'],
    ['ESOMETHING', 'connection-lost'],
  ])('of %s is %s', (code, kind) => {
    expect(networkFailure(coded(code), 'https://a').failure).toMatchObject({ code: kind, message: 'https://a: said' })
  })

  it('is one of the clock where a certificate’s time is over or has not come', () => {
    for (const code of ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])
      expect(networkFailure(coded(code), 'https://a').failure.hint).toMatch(/Renew .* clock/)
    expect(networkFailure(coded('CA_MD_TOO_WEAK'), 'https://a').failure.hint).not.toMatch(/clock/)
  })

  it('passes a failure through', () => {
    const error = new FailureError('forbidden', 'no')
    expect(networkFailure(error, 'https://a')).toBe(error)
  })

  it('says something of each address where Node, having tried several, says nothing', () => {
    const tried = ['::1', '127.0.0.1'].map((host) => new Error(`connect ECONNREFUSED ${host}:6443`))
    const error = Object.assign(new AggregateError(tried), { code: 'ECONNREFUSED' })
    expect(networkFailure(error, 'https://localhost:6443').failure).toMatchObject({
      code: 'connection-refused',
      message: 'https://localhost:6443: connect ECONNREFUSED ::1:6443; connect ECONNREFUSED 127.0.0.1:6443',
    })
  })

  it.each([
    [
      'write EPROTO 80CC:error:0A00042E:SSL routines:read_bytes:tlsv1 alert protocol version:../ssl/rec.c:1601:',
      'tls-untrusted',
      'https://a: tlsv1 alert protocol version',
    ],
    [
      'write EPROTO 1:error:100000f7:SSL routines:OPENSSL_internal:NO_SHARED_CIPHER:../ssl.cc:1:',
      'tls-untrusted',
      'https://a: no shared cipher',
    ],
    [
      'write EPROTO 80CC:error:0A00010B:SSL routines:get_record:wrong version number:../ssl/rec.c:350:',
      'not-kubernetes',
      'https://a does not speak TLS.',
    ],
    [
      'write EPROTO 1:error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:../ssl.cc:1:',
      'not-kubernetes',
      'https://a does not speak TLS.',
    ],
  ])('takes what is for people out of %s', (words, code, message) => {
    const error = Object.assign(new Error(words), { code: 'EPROTO' })
    expect(networkFailure(error, 'https://a').failure).toMatchObject({ code, message })
  })

  it('keeps what is no error at all', () => {
    expect(networkFailure('boom', 'https://a').message).toBe('https://a: boom')
  })
})
