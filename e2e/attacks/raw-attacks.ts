/** Bytes on a socket to the listener. `HOST` and `API` stand for an origin and for the loopback name, with the port. */
export interface RawAttack {
  name: string
  bytes: string
}

const smuggled = 'GET /?attack=smuggled HTTP/1.1\r\nHost: VICTIM\r\n\r\n'
const chunk = `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`

/** Attacks of a program that speaks to the listener by itself; what each must not do is reach `VICTIM` or the API. */
export const rawAttacks: readonly RawAttack[] = [
  // One message for us and two for whoever is behind (RFC 9112, 6.3 and 11.2).
  {
    name: 'Content-Length and chunks',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  },
  {
    name: 'two lengths',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
  },
  {
    name: 'a length with a sign',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: +${smuggled.length}\r\n\r\n${smuggled}`,
  },
  {
    name: 'an obscure transfer coding',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: xchunked\r\nContent-Length: ${chunk.length}\r\n\r\n${chunk}`,
  },
  {
    name: 'chunked twice',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n${chunk}`,
  },
  {
    name: 'a coding behind a space',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  },
  {
    name: 'a folded header',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nX-A: b\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  },
  {
    name: 'a bare line feed',
    bytes: `GET / HTTP/1.1\nHost: HOST\nX: y\n\n${smuggled}`,
  },
  {
    name: 'a chunk longer than it says',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n${smuggled}`,
  },
  {
    name: 'a chunk extension with a line feed',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n2;\nxx\r\n4c\r\n0\r\n\r\n${smuggled}`,
  },
  { name: 'a whole URL as target', bytes: 'GET http://VICTIM/?attack=absolute HTTP/1.1\r\nHost: HOST\r\n\r\n' },
  { name: 'CONNECT', bytes: 'CONNECT VICTIM HTTP/1.1\r\nHost: VICTIM\r\n\r\nGET /?attack=connect HTTP/1.1\r\n\r\n' },
  { name: 'TRACE', bytes: 'TRACE /?attack=trace HTTP/1.1\r\nHost: VICTIM\r\n\r\n' },
  { name: 'two Hosts', bytes: 'GET /?attack=hosts HTTP/1.1\r\nHost: evil.example\r\nHost: VICTIM\r\n\r\n' },
  { name: 'no Host', bytes: 'GET /?attack=no-host HTTP/1.1\r\n\r\n' },
  { name: 'HTTP/1.0 without Host', bytes: 'GET /?attack=http-1.0 HTTP/1.0\r\n\r\n' },
  { name: 'a rebound name', bytes: 'GET /?attack=rebound HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n' },
  { name: 'a name and credentials', bytes: 'GET /?attack=user HTTP/1.1\r\nHost: user@VICTIM\r\n\r\n' },
  {
    name: 'a name with a trailing dot',
    bytes: 'GET /?attack=dot HTTP/1.1\r\nHost: victim.default.demo.localhost.:PORT\r\n\r\n',
  },
  { name: 'a name with a zero byte', bytes: 'GET /?attack=zero HTTP/1.1\r\nHost: VICTIM\0\r\n\r\n' },
  ...[
    '/api/v1/secrets',
    '/version',
    '/api/v1/namespaces/default/services/evil/proxy/../../victim/proxy/?attack=dots',
    '/api/v1/namespaces/default/services/evil/proxy/%2e%2e/%2e%2e/victim/proxy/?attack=encoded-dots',
    '/api/v1/namespaces/default/services/evil/proxy/..%2f..%2fvictim/proxy/?attack=encoded-slashes',
    '/api/v1/namespaces/default/services/evil/proxy/..;/..;/victim/proxy/?attack=parameters',
    '/api/v1/namespaces/default/services/evil/proxy/..%5c..%5cvictim/proxy/?attack=backslashes',
    '/api/v1/namespaces/default/services/..%2fservices%2fvictim/proxy/?attack=name',
    '//api/v1/secrets',
    '/api/v1/namespaces/default/services/evil/proxy/../../../../../v1/secrets',
    '/api/v1/namespaces/default/pods/a/exec?command=sh',
  ].map((path) => ({ name: path, bytes: `GET ${path} HTTP/1.1\r\nHost: API\r\n\r\n` })),
]
