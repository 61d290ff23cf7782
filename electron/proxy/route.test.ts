import { describe, expect, it } from 'vitest'
import type { ServicePort, ServiceRow } from '../../shared/service.ts'
import { classicRoute, originRoute, type Routing } from './route.ts'

const prefix = '/api/v1/namespaces/default/services/'

describe('classicRoute', () => {
  it.each([
    ['a Service', `${prefix}web/proxy/`, 'web', `${prefix}web/proxy`],
    ['a scheme and a port', `${prefix}https:web:443/proxy/a/%2F//b?c=/../..#`, 'web', `${prefix}https:web:443/proxy`],
    ['encoded colons', `${prefix}https%3Aweb%3a443/proxy?x`, 'web', `${prefix}https%3Aweb%3a443/proxy`],
    ['no slash at the end', `${prefix}web/proxy`, 'web', `${prefix}web/proxy`],
    // The API server says what is wrong with these.
    ['a bad scheme', `${prefix}ftp:web:21/proxy/`, 'ftp:web:21', `${prefix}ftp:web:21/proxy`],
    ['too many parts', `${prefix}a:b:c:d/proxy/`, 'a:b:c:d', `${prefix}a:b:c:d/proxy`],
    ['no name', `${prefix}:80/proxy/`, ':80', `${prefix}:80/proxy`],
  ])('sends on as it came: %s', (_name, target, service, expected) => {
    expect(classicRoute(target)).toEqual({
      ok: true,
      route: { kind: 'classic', namespace: 'default', service, path: target, prefix: expected },
    })
  })

  it.each([
    '/',
    '*',
    '/version',
    '/api/v1/namespaces/default/secrets',
    '/api/v1/namespaces/default/services/web',
    '/api/v1/namespaces/default/services/web/status',
    '/api/v1/namespaces/default/pods/web/proxy/',
    '/api/v1/nodes/one/proxy/',
    '/api/v2/namespaces/default/services/web/proxy/',
    '/api/v1beta1/namespaces/default/services/web/proxy/',
    `${prefix}web/proxyx/`,
    `${prefix}web/proxy/../../../secrets`,
    `${prefix}web/proxy/%2e%2e/`,
    `${prefix}web/proxy/a%2F..%2F..`,
    `${prefix}..%2F..%2Fsecrets/proxy/`,
    `${prefix}web%2Fproxy/proxy/`,
    `${prefix}web.other/proxy/`,
    `${prefix}web;x/proxy/`,
    `${prefix}web%00/proxy/`,
    `${prefix}/proxy/`,
    `/${prefix}web/proxy/`,
    '/api/v1/namespaces/../services/web/proxy/',
    '/api/v1/namespaces/%64efault/services/web/proxy/',
    '/api/v1/namespaces//services/web/proxy/',
  ])('refuses %s', (target) => {
    expect(classicRoute(target)).toMatchObject({ ok: false, status: 403, failure: { code: 'path-refused' } })
  })

  it.each([
    ['a long path', `/x${'y'.repeat(500)}?token=secret`, `/x${'y'.repeat(198)}`],
    ['a query', '/x?token=secret', '/x'],
    ['a fragment', '/x#token=secret', '/x'],
  ])('names what it refuses without query, and not at length: %s', (_name, target, named) => {
    const routing = classicRoute(target)
    expect(routing.ok ? '' : routing.failure.message).toBe(`Porthole does not serve ${named}`)
  })

  describe('where the whole API is served', () => {
    const whole = { readOnly: false, wholeApi: true }
    it.each([
      '/',
      '/version',
      '/api/v1/secrets?limit=1',
      '/api/v1/namespaces/default/pods/a/log',
      `${prefix}web/proxy/a`,
    ])('sends on %s', (path) => {
      expect(classicRoute(path, whole)).toMatchObject({ ok: true, route: { kind: 'classic', path } })
    })

    it.each([
      '/api/v1/namespaces/default/pods/a/exec',
      '/api/v1/namespaces/default/pods/a/exec?command=sh',
      '/api/v1/namespaces/default/pods/a/attach',
      '/api/v1/namespaces/default/pods/a/%65xec',
      '/..',
      '/../healthz',
      '/api/%2e%2e/%2e%2e/x',
      '/api/..;/..;/x',
      '/api\\..\\..\\x',
    ])('refuses %s all the same', (path) => {
      expect(classicRoute(path, whole)).toMatchObject({ ok: false, status: 403, failure: { code: 'path-refused' } })
    })
  })
})

function port(name: string, number: number, more: Partial<ServicePort> = {}): ServicePort {
  return { name, port: number, protocol: 'TCP', appProtocol: '', nodePort: 0, ...more }
}

function row(ports: ServicePort[], type = 'ClusterIP'): ServiceRow {
  const name = { key: 'default/web', namespace: 'default', name: 'web', uid: 'u', title: '' }
  return { ...name, type, clusterService: false, ports, ready: 1, total: 1, external: [], labels: '' }
}

const route = (wanted: string, known: ServiceRow | undefined, target = '/'): Routing =>
  originRoute({ cluster: 'demo', namespace: 'default', service: 'web', port: wanted }, target, known)

describe('originRoute', () => {
  const dns = row([port('dns', 53, { protocol: 'UDP' }), port('dns-tcp', 53), port('metrics', 9153)])
  it.each([
    ['the preferred port', '', row([port('grpc', 9000), port('http', 80)]), 'web:http'],
    ['the only port, unnamed', '', row([port('', 80)]), 'web'],
    ['the only port, unnamed and TLS', '', row([port('', 443)]), 'https:web:'],
    ['a port by name', 'grpc', row([port('grpc', 9000), port('http', 80)]), 'web:grpc'],
    ['a port by number, under its name', '9000', row([port('grpc', 9000), port('http', 80)]), 'web:grpc'],
    ['a TLS port', 'https', row([port('http', 80), port('https', 8443)]), 'https:web:https'],
    ['an unnamed port by number', '80', row([port('', 80)]), 'web'],
    ['the TCP port of a number that UDP has too', '53', dns, 'web:dns-tcp'],
    // Not in the list, which the user may not even read: the API server knows best.
    ['what nobody knows', '', undefined, 'web'],
    ['an unknown port by name', 'metrics', undefined, 'web:metrics'],
    ['an unknown port by number', '8080', undefined, 'web:8080'],
    ['an unknown port that is TLS by name', 'https', undefined, 'https:web:https'],
    ['an unknown port that is TLS by number', '443', undefined, 'https:web:443'],
  ])('leads to %s', (_name, wanted, known, segment) => {
    expect(route(wanted, known)).toMatchObject({
      ok: true,
      route: {
        kind: 'origin',
        namespace: 'default',
        service: 'web',
        path: `${prefix}${segment}/proxy/`,
        prefix: `${prefix}${segment}/proxy`,
      },
    })
  })

  it.each([
    ['/', '/'],
    ['/a?b=c', '/a?b=c'],
    ['//a', '//a'],
    ['/a%2Fb/../c', '/a%2Fb/../c'],
    ['*', '/'],
  ])('puts the prefix before %s', (target, path) => {
    const routing = route('http', row([port('http', 80)]), target)
    expect(routing.ok && routing.route.path).toBe(`${prefix}web:http/proxy${path}`)
  })

  it.each(['/..', '/../secrets', '/a/../../x', '/%2e%2e/', '/x%2f..%2f..', '/..;/x', '/..\\x'])(
    'refuses %s',
    (target) => {
      for (const known of [row([port('http', 80)]), undefined])
        expect(route('http', known, target)).toMatchObject({
          ok: false,
          status: 403,
          failure: { code: 'path-refused' },
        })
    },
  )

  it.each([
    ['an ExternalName', '', row([port('http', 80)], 'ExternalName'), 'not-proxied', 'ExternalName'],
    [
      'a port that is not there',
      'x',
      row([port('http', 80), port('', 81)]),
      'no-such-port',
      '"x"; it has http (80), 81.',
    ],
    ['any port of a Service without', '80', row([]), 'no-such-port', 'it has none.'],
    ['no port of a Service without', '', row([]), 'no-such-port', 'has no TCP port.'],
    ['a UDP port', 'dns', dns, 'not-http', 'Port 53 of default/web is UDP.'],
  ])('says why it cannot lead to %s', (_name, wanted, known, code, message) => {
    const routing = route(wanted, known)
    expect(routing).toMatchObject({ ok: false, status: 404, failure: { code } })
    expect(routing.ok ? '' : routing.failure.message).toContain(message)
  })
})
