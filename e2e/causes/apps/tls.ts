import { type AddressInfo, connect, createServer as createTcp, type Server, type Socket } from 'node:net'
import { causes } from '../cause.ts'
import { html, plain, secure, text } from './serve.ts'

const refusal = 'Client sent an HTTP request to an HTTPS server.\n'
const isTls = (first: Buffer): boolean => first[0] === 0x16

/** TLS on a port, and an answer to whoever speaks HTTP to it. */
function besideTls(answerPlain: (head: string) => string): Server {
  const inner = secure({ '/': html('secure'), '/save': text('saved') }).listen(0, '127.0.0.1')
  return createTcp((socket: Socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (first) => {
      if (!isTls(first)) {
        socket.end(answerPlain(first.toString()))
        return
      }
      const behind = connect((inner.address() as AddressInfo).port, '127.0.0.1')
      behind.on('error', () => socket.destroy()).write(first)
      socket.pipe(behind).pipe(socket)
    })
  })
}

/** Ports that speak TLS, and such as do not speak what their name says. */
export const tls = causes(
  {
    name: 'tls',
    about: 'TLS with a certificate that nobody can verify',
    appProtocol: 'https',
    serve: () => secure({ '/': html('secure'), '/save': text('saved') }),
    check: async (way) => [(await way.visit('/')).text, (await way.fetch('/save', { method: 'POST', body: 'x' })).text],
    expected: ['secure', 'saved'],
  },
  {
    name: 'tls-as-http',
    about: 'TLS on a port that is not named so: it closes the connection',
    serve: () => secure({ '/': html('secure') }),
    check: async (way) => (await way.visit('/')).text,
    expected: 'secure',
  },
  {
    name: 'tls-go-as-http',
    about: 'the same in Go, which answers 400 first',
    serve: () => besideTls(() => `HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n${refusal}`),
    check: async (way) => (await way.visit('/')).text,
    expected: 'secure',
  },
  {
    name: 'tls-sent-there',
    about: 'Argo CD, Cockpit: HTTP and TLS on one port, and the first is sent to https on its own host',
    serve: () =>
      besideTls((head) => {
        const [, path = ''] = /^\w+ (\S+)/.exec(head) ?? []
        const [, host = ''] = /^host: *(\S+)/im.exec(head) ?? []
        return `HTTP/1.1 307 Moved\r\nLocation: https://${host}${path}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`
      }),
    check: async (way) => [(await way.visit('/')).text, (await way.fetch('/save', { method: 'POST', body: 'x' })).text],
    expected: ['secure', 'saved'],
  },
  {
    name: 'http-as-tls',
    about: 'plain HTTP on a port that says https',
    appProtocol: 'https',
    serve: () => plain({ '/': html('plain') }),
    check: async (way) => (await way.visit('/')).text,
    expected: 'plain',
  },
)
