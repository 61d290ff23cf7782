/** Bytes on a socket to the listener. `HOST`, `VICTIM` and `API` stand for the names of two origins and of loopback, with the port. */
export interface RawAttack {
  name: string
  bytes: string
  /** Sent on the same connection when an answer has begun. */
  then?: string
  /** There must be one answer and no more. */
  one?: boolean
}

const smuggled = 'GET /?attack=smuggled HTTP/1.1\r\nHost: VICTIM\r\n\r\n'
const chunk = `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`

const sibling = '/api/v1/namespaces/default/services/victim:http/proxy/'

/** What would reach a sibling if it came to the API server as it stands. */
const upgraded = `GET ${sibling}?attack=upgraded HTTP/1.1\r\nHost: API\r\n\r\n`

/** Through the service proxy, whose connection leads to the API server. */
const upgrade = (status: string): string =>
  [
    `GET /api/v1/namespaces/default/services/evil:http/proxy/upgrade/${status} HTTP/1.1`,
    'Host: API',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    '\r\n',
  ].join('\r\n')

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
  ...[
    ['with a vertical tab', 'Transfer-Encoding:\x0bchunked'],
    ['in quotes', 'Transfer-Encoding: "chunked"'],
    ['before another', 'Transfer-Encoding: chunked, identity'],
    ['behind another', 'Transfer-Encoding: identity, chunked'],
    ['with a parameter', 'Transfer-Encoding: chunked;q=1'],
    ['behind a bare carriage return', 'X: y\rTransfer-Encoding: chunked'],
    ['without a header before its fold', ' Transfer-Encoding: chunked'],
  ].map(([name = '', line = '']) => ({
    name: `chunked ${name}`,
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\n${line}\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${smuggled}`,
  })),
  ...[
    ['in hexadecimal', '0x10'],
    ['with a minus', '-1'],
    ['twice in a line', '5, 5'],
    ['beyond 64 bits', '18446744073709551616'],
    ['with a letter', '5a'],
    ['that is empty', ''],
  ].map(([name = '', length = '']) => ({
    name: `a length ${name}`,
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: ${length}\r\n\r\n${smuggled}`,
  })),
  ...[
    ['with a prefix', '0x0'],
    ['with a minus', '-0'],
    ['beyond 64 bits', '10000000000000000'],
    ['that is empty', ''],
    ['with spaces', ' 0 '],
    ['before a bare line feed', '0\n'],
    ['with a bare carriage return', '0\r'],
  ].map(([name = '', size = '']) => ({
    name: `a chunk’s size ${name}`,
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n${size}\r\n\r\n${smuggled}`,
  })),
  ...[
    ['of another version', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', ''],
    ['behind a header without a name', 'POST / HTTP/1.1\r\nHost: HOST\r\n: a\r\nContent-Length: 0\r\n\r\n', ''],
    ['behind a header with a zero byte', 'POST / HTTP/1.1\r\nHost: HOST\r\nContent\0-Length: 9\r\n\r\n', ''],
    [
      'behind chunks and a zero byte',
      'POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\0\r\n\r\n',
      '0\r\n\r\n',
    ],
    [
      'behind chunks twice',
      'POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n',
      '0\r\n\r\n',
    ],
    [
      'behind the same length twice',
      'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n',
      'hello',
    ],
    [
      'behind a chunk without its end',
      'POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n',
      '1\r\na0\r\n\r\n',
    ],
    [
      'behind trailers that say a length',
      'POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n',
      '0\r\nContent-Length: 9\r\n\r\n',
    ],
    [
      'behind an extension of a megabyte',
      'POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n',
      `0;${'a'.repeat(1e6)}\r\n\r\n`,
    ],
    [
      'within a body that the connection keeps',
      `POST / HTTP/1.1\r\nHost: HOST\r\nConnection: content-length\r\nContent-Length: ${smuggled.length}\r\n\r\n`,
      '',
    ],
    [
      'within the body of an upgrade',
      `GET / HTTP/1.1\r\nHost: HOST\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nContent-Length: ${smuggled.length}\r\n\r\n`,
      '',
    ],
  ].map(([name = '', head = '', body = '']) => ({ name: `a request ${name}`, bytes: head + body + smuggled })),
  {
    name: 'a length behind a space',
    bytes: `POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length : ${smuggled.length}\r\n\r\n${smuggled}`,
  },
  {
    name: 'a folded Host',
    bytes: 'GET /?attack=fold HTTP/1.1\r\nHost:\r\n VICTIM\r\n\r\n',
  },
  // What the API server would take for its own, behind an upgrade that came to nothing: nobody looks at it any more.
  ...['200', '400', '426'].flatMap((status) => {
    const name = `an upgrade answered with ${status}`
    return [
      { name: `a request behind ${name}`, bytes: upgrade(status), then: upgraded, one: true },
      { name: `a request in one piece with ${name}`, bytes: upgrade(status) + upgraded, one: true },
    ] as const
  }),
  {
    name: 'an upgrade to something else',
    bytes: `GET / HTTP/1.1\r\nHost: HOST\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n${smuggled}`,
  },
  // Lines of our own in what goes to the API server.
  ...['%0d%0a', '%0D%0AHost:%20VICTIM%0D%0A', '%E5%98%8A%E5%98%8D'].map((escape) => ({
    name: `a line break as ${escape.slice(0, 6)} in the path`,
    bytes: `GET /${escape}GET%20/?attack=line HTTP/1.1\r\nHost: HOST\r\n\r\n`,
  })),
  { name: 'a bare carriage return in the path', bytes: 'GET /\rGET /?attack=line HTTP/1.1\r\nHost: HOST\r\n\r\n' },
  { name: 'a tab in the path', bytes: 'GET /\t/?attack=tab HTTP/1.1\r\nHost: HOST\r\n\r\n' },
  { name: 'a zero byte in the path', bytes: 'GET /\0/?attack=zero HTTP/1.1\r\nHost: HOST\r\n\r\n' },
  { name: 'a line break in a header', bytes: `GET / HTTP/1.1\r\nHost: HOST\r\nX: y\n\n${smuggled}` },
  { name: 'a line break in the Host', bytes: `GET / HTTP/1.1\r\nHost: HOST\rHost: VICTIM\r\n\r\n` },
  { name: 'OPTIONS * of the API', bytes: 'OPTIONS * HTTP/1.1\r\nHost: API\r\n\r\n' },
  { name: 'an authority as target', bytes: 'GET VICTIM HTTP/1.1\r\nHost: HOST\r\n\r\n' },
  { name: 'CONNECT to the API', bytes: `CONNECT API HTTP/1.1\r\nHost: API\r\n\r\n${smuggled}` },
  { name: 'a whole URL of the API', bytes: 'GET http://API/api/v1/secrets HTTP/1.1\r\nHost: API\r\n\r\n' },
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
  // Other ways to write this computer, for a name that was rebound to it, and names that only look like ours.
  ...[
    'localhost.:PORT',
    'localhost:0PORT',
    'localhost:PORT:PORT',
    'localhost%00:PORT',
    '[::]:PORT',
    '[0:0:0:0:0:0:0:1]:PORT',
    '[::1%25lo]:PORT',
    '0x7f000001:PORT',
    '127.0.0.2:PORT',
    'VICTIM.',
    'a@localhost:PORT',
    '0.0.0.0:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '[::ffff:127.0.0.1]:PORT',
    '127.0.0.1.:PORT',
    '127.0.0.1.evil.example:PORT',
    '127.0.0.1:PORT@evil.example',
    'evil.example#:PORT',
    'VICTIM, evil.example',
    '.VICTIM',
  ].map((host) => ({ name: `a Host ${host}`, bytes: `GET ${sibling}?attack=host HTTP/1.1\r\nHost: ${host}\r\n\r\n` })),
  // What a browser would send, with what should hide who asks.
  ...[
    ['an origin that is none', 'Origin: null'],
    ['an extension’s origin', 'Origin: chrome-extension://evil'],
    ['its origin with TLS', 'Origin: https://VICTIM'],
    ['two sites', 'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Site: same-origin'],
    ['two sites, turned round', 'Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site'],
    ['an empty site', 'Sec-Fetch-Site:'],
    ['a site for this connection alone', 'Connection: Sec-Fetch-Site\r\nSec-Fetch-Site: cross-site'],
    ['a frame', 'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe'],
  ].map(([name = '', lines = '']) => ({
    name: `a page with ${name}`,
    bytes: `GET /?attack=page HTTP/1.1\r\nHost: VICTIM\r\n${lines}\r\n\r\n`,
  })),
  {
    name: 'a page that asks whether it may ask a private network',
    bytes:
      'OPTIONS /?attack=private HTTP/1.1\r\nHost: VICTIM\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Private-Network: true\r\n\r\n',
  },
  {
    name: 'a request behind one that was refused',
    bytes: `GET / HTTP/1.1\r\nHost: evil.example:PORT\r\nContent-Length: 5\r\n\r\n${smuggled}`,
  },
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
    '/\\api/v1/secrets',
    '/./api/v1/secrets',
    '/;/api/v1/secrets',
    '/%2fapi/v1/secrets',
    '/api%2fv1%2fsecrets',
    '/api/v1/namespaces/default/services/evil/proxy%00/../../victim/proxy/?attack=zero',
    '/api/v1/namespaces/default/services/evil%00/../victim/proxy/?attack=zero-name',
    '/api/v1/namespaces/default/services/evil/proxy/.%2e/.%2e/victim/proxy/?attack=half-encoded-dots',
    '/api/v1/namespaces/default/services/evil/proxy/%252e%252e/%252e%252e/victim/proxy/?attack=dots-encoded-twice',
    '/api/v1/namespaces/default/services/evil/proxy/%c0%ae%c0%ae/%c0%ae%c0%ae/victim/proxy/?attack=overlong-dots',
    '/api/v1/namespaces/default/services/evil/proxy/..%3b/..%3b/victim/proxy/?attack=encoded-parameters',
    '/api/v1/namespaces/default/services/evil/proxy//../../victim/proxy/?attack=two-slashes',
    '/api/v1/namespaces/default/services/evil;/../victim/proxy/?attack=name-with-parameter',
  ].map((path) => ({ name: path, bytes: `GET ${path} HTTP/1.1\r\nHost: API\r\n\r\n` })),
  // Of an origin, above whose root the sibling would be.
  ...[
    '/../../victim:http/proxy/?attack=dots',
    '/%2e%2e/%2e%2e/victim:http/proxy/?attack=encoded-dots',
    '/..%2f..%2fvictim:http%2fproxy%2f?attack=encoded-slashes',
    '/..;/..;/victim:http/proxy/?attack=parameters',
    '/..\\..\\victim:http\\proxy\\?attack=backslashes',
    '/..%5c..%5cvictim:http%5cproxy%5c?attack=encoded-backslashes',
    '//../../victim:http/proxy/?attack=two-slashes',
    '/%00/../../../victim:http/proxy/?attack=zero',
    '/%252e%252e/%252e%252e/victim:http/proxy/?attack=dots-encoded-twice',
    '//victim:http/proxy/?attack=another-host',
    '/\\victim:http/proxy/?attack=another-host-too',
    '/api/v1/namespaces/default/services/victim:http/proxy/?attack=classic',
    '/api/v1/secrets',
  ].map((path) => ({ name: `${path}, of an origin`, bytes: `GET ${path} HTTP/1.1\r\nHost: HOST\r\n\r\n` })),
]
