import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws'
import { causes } from '../cause.ts'
import type { Way } from '../way.ts'
import { html, nameOf, plain, refuse } from './serve.ts'

function socketServer(options: ServerOptions, connected: (socket: WebSocket) => void) {
  const server = plain({ '/': html('page') })
  new WebSocketServer({ server, ...options }).on('connection', connected)
  return server
}

const echo = (socket: WebSocket): void => {
  socket.on('message', (said, binary) => socket.send(said, { binary }))
}
const large = randomBytes(512 * 1024).toString('hex')
const digest = createHash('sha256').update(large).digest('hex')

/** Serves its page to everybody, and refuses a WebSocket whose Origin is not on a list: with a status, or in no HTTP. */
function knownOrigins(no: number | string) {
  const server = plain({ '/': html('page') })
  const sockets = new WebSocketServer({ noServer: true })
  sockets.on('connection', echo)
  server.on('upgrade', (request, socket, head) => {
    if (nameOf(request.headers.origin) === 'localhost')
      sockets.handleUpgrade(request, socket, head, (ready) => sockets.emit('connection', ready))
    else if (typeof no === 'number') refuse(socket as never, no, 'No')
    else socket.end(no)
  })
  return server
}

/** A page and its WebSocket, and both once more, after what has been learned. */
const pageAndSocket = async (way: Way): Promise<unknown> => {
  const once = async () => [
    (await way.visit('/')).status,
    (await way.talk('/cable', { say: ['hi'], close: [1000, ''] }))['answers'],
  ]
  return [...(await once()), ...(await once())]
}

/** What WebSockets agree on, and how they end. */
export const sockets = causes(
  {
    name: 'ws-deflate',
    about: 'permessage-deflate, and a megabyte',
    serve: () => socketServer({ perMessageDeflate: true, maxPayload: 4 * 1024 * 1024 }, echo),
    check: async (way) => {
      const { extensions, answers, code } = await way.talk('/', { say: ['small', large], close: [1000, ''] })
      const [small, hash] = answers as string[]
      return [extensions, small, hash === digest, code]
    },
    expected: ['permessage-deflate', 'small', true, 1000],
  },
  {
    name: 'ws-protocol',
    about: 'a subprotocol, chosen of several',
    serve: () => socketServer({ handleProtocols: (offered) => [...offered].at(-1) ?? false }, echo),
    check: async (way) =>
      (await way.talk('/', { protocols: ['graphql-ws', 'graphql-transport-ws'], close: [1000, ''] }))['protocol'],
    expected: 'graphql-transport-ws',
  },
  {
    name: 'ws-close',
    about: 'a code and a reason of the server’s own',
    serve: () => socketServer({}, (socket) => socket.close(4401, 'Token expired: sign in again')),
    check: async (way) => {
      const { code, reason } = await way.talk('/')
      return [code, reason]
    },
    expected: [4401, 'Token expired: sign in again'],
  },
  {
    name: 'ws-cut',
    about: 'a server that cuts the connection',
    serve: () => socketServer({}, (socket) => socket.terminate()),
    check: async (way) => (await way.talk('/'))['code'],
    expected: 1006,
  },
  {
    name: 'ws-refused',
    about: 'a server that refuses the upgrade',
    serve: () => {
      const server = plain({ '/': html('page') })
      server.on('upgrade', (_request, socket) => refuse(socket as never, 429, 'Too Many Requests'))
      return server
    },
    check: (way) => way.talk('/live'),
    expected: { refused: 429 },
  },
  {
    name: 'ws-origin',
    about: 'Grafana, code-server: a WebSocket whose Origin is not that of Host is refused',
    serve: () =>
      socketServer(
        {
          verifyClient: ({ origin, req }: { origin: string; req: IncomingMessage }) =>
            origin === `http://${req.headers.host ?? ''}` && nameOf(origin) !== '',
        },
        echo,
      ),
    check: async (way) => (await way.talk('/', { say: ['hi'], close: [1000, ''] }))['answers'],
    expected: ['hi'],
  },
  {
    name: 'ws-known-403',
    about: 'Phoenix: pages under any Host, WebSockets of origins that it knows',
    serve: () => knownOrigins(403),
    check: pageAndSocket,
    expected: [200, ['hi'], 200, ['hi']],
  },
  {
    name: 'ws-known-404',
    about: 'Action Cable: the same, with 404',
    serve: () => knownOrigins(404),
    check: pageAndSocket,
    expected: [200, ['hi'], 200, ['hi']],
  },
  {
    name: 'ws-known-401',
    about: 'Node’s ws: the same, with 401 that names no way to sign in',
    serve: () => knownOrigins(401),
    check: pageAndSocket,
    expected: [200, ['hi'], 200, ['hi']],
  },
  {
    name: 'ws-known-cut',
    about: 'servers of Node: the same, by hanging up',
    serve: () => knownOrigins(''),
    check: pageAndSocket,
    expected: [200, ['hi'], 200, ['hi']],
  },
  {
    name: 'ws-known-words',
    about: 'Next.js in development: the same, in a word that is no HTTP',
    serve: () => knownOrigins('Unauthorized'),
    check: pageAndSocket,
    expected: [200, ['hi'], 200, ['hi']],
  },
)
