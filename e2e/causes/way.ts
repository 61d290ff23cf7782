import { createHash } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocket } from 'ws'

export interface Sent {
  readonly method?: string
  readonly headers?: http.OutgoingHttpHeaders
  readonly body?: string | (() => Iterable<Buffer>)
  /** Called with each piece of the answer as it arrives. */
  readonly piece?: (text: string) => unknown
}

export interface Got {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  readonly sha256: string
  readonly trailers: NodeJS.Dict<string>
}

export interface Talk {
  readonly protocols?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  /** Sent when it is open; the same number of answers is awaited. */
  readonly say?: readonly (string | Buffer)[]
  readonly close?: readonly [code: number, reason: string]
}

/** A way to an application, used as a browser uses it: with its Host, Origin, Fetch Metadata and cookies. */
export interface Way {
  /** `http://HOST:PORT` as the address bar has it. */
  readonly origin: string
  /** What a script of the page gets from a path. Rejects where there is no answer. */
  fetch(path: string, sent?: Sent): Promise<Got>
  /** What somebody sees who goes to a path: redirects are followed while they stay on the origin. */
  visit(path: string, sent?: Sent): Promise<Got & { readonly hops: readonly string[] }>
  /** What the page at `from` gets from a URL in it: the status, or where else the URL leads. */
  load(url: string, from?: string): Promise<number | string>
  /** A conversation over a WebSocket of the page: what was answered, and how it closed. */
  talk(pathOrUrl: string, talk?: Talk): Promise<Record<string, unknown>>
  /** A text with this way's own names replaced by `HOST`, so that ways compare. */
  plain(text: string): string
}

/**
 * @param port on 127.0.0.1, whatever the origin's host is
 */
export function createWay(origin: string, port: number): Way {
  const { host, hostname, protocol } = new URL(origin)
  const { request, Agent } = protocol === 'https:' ? https : http
  const agent = new Agent({ keepAlive: true })
  const cookies = new Map<string, string>()

  const send = (path: string, headers: http.OutgoingHttpHeaders, sent: Sent): Promise<Got> =>
    new Promise((resolve, reject) => {
      const { method = 'GET', body, piece } = sent
      const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const outgoing = request({
        host: '127.0.0.1',
        port,
        method,
        path,
        agent,
        // As lenient as a browser.
        maxHeaderSize: 256 * 1024,
        insecureHTTPParser: true,
        rejectUnauthorized: false,
        servername: hostname,
        headers: { host, ...(jar === '' ? {} : { cookie: jar }), ...headers },
      })
      outgoing.once('error', (error: NodeJS.ErrnoException) => {
        // As browsers do: it may have crossed the end of a kept connection.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(send(path, headers, sent))
        else reject(error)
      })
      outgoing.once('response', (response) => {
        for (const cookie of response.headers['set-cookie'] ?? []) keepCookie(cookies, hostname, cookie)
        read(response, piece).then(resolve, reject)
      })
      if (typeof body === 'function') pipeline(Readable.from(body()), outgoing).catch(() => undefined)
      else outgoing.end(body)
    })

  const fetch: Way['fetch'] = (path, sent = {}) => {
    const { method = 'GET' } = sent
    const cors = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }
    const named = method === 'GET' || method === 'HEAD' ? {} : { origin }
    return send(path, { accept: '*/*', referer: `${origin}/`, ...cors, ...named, ...sent.headers }, sent)
  }

  return {
    origin,
    fetch,
    async visit(path, sent = {}) {
      const hops: string[] = []
      let to = path
      let how = sent
      for (;;) {
        const named = how.method === 'POST' ? { origin, referer: `${origin}/` } : {}
        const answer = await send(to, { ...navigation, ...named, ...how.headers }, how)
        const { location } = answer.headers
        if (answer.status < 300 || answer.status >= 400 || location === undefined) return { ...answer, hops }
        const next = new URL(location, origin + to)
        hops.push(location)
        if (next.origin !== origin || hops.length > 5) return { ...answer, hops }
        to = next.pathname + next.search
        how = {}
      }
    },
    async load(url, from = '/') {
      const to = new URL(url, origin + from)
      if (to.origin !== origin) return `elsewhere: ${to.origin}`
      return (await fetch(to.pathname + to.search)).status
    },
    talk: (path, talk = {}) => converse(new URL(path, origin.replace(/^http/, 'ws')), { origin, port, talk }),
    plain: (text) => text.replaceAll(host, 'HOST').replaceAll(hostname, 'NAME'),
  }
}

const navigation = {
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'upgrade-insecure-requests': '1',
}

/** As a browser: a cookie for another domain is not kept. */
function keepCookie(cookies: Map<string, string>, hostname: string, cookie: string): void {
  const [pair = '', ...attributes] = cookie.split(/;\s*/)
  const domain = attributes.find((attribute) => /^domain=/i.test(attribute))?.slice('domain='.length)
  if (domain !== undefined && domain.replace(/^\./, '') !== hostname) return
  const at = pair.indexOf('=')
  cookies.set(pair.slice(0, at), pair.slice(at + 1))
}

async function read(response: http.IncomingMessage, piece?: (text: string) => unknown): Promise<Got> {
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    await piece?.(chunk.toString())
  }
  const body = Buffer.concat(chunks)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body,
    text: body.toString(),
    sha256: createHash('sha256').update(body).digest('hex'),
    trailers: response.trailers,
  }
}

interface Talking {
  readonly origin: string
  readonly port: number
  readonly talk: Talk
}

function converse(url: URL, { origin, port, talk }: Talking): Promise<Record<string, unknown>> {
  const { protocols = [], headers, say = [], close } = talk
  if (url.origin !== origin.replace(/^http/, 'ws')) return Promise.resolve({ elsewhere: url.origin })
  const answers: string[] = []
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.protocol}//127.0.0.1:${port}${url.pathname}${url.search}`, [...protocols], {
      headers: { host: url.host, origin, ...headers },
      rejectUnauthorized: false,
    })
    const enough = (): void => {
      if (close && answers.length >= say.length) socket.close(...close)
    }
    socket.on('open', () => {
      for (const message of say) socket.send(message)
      enough()
    })
    socket.on('message', (message: Buffer) => {
      answers.push(message.length > 100 ? createHash('sha256').update(message).digest('hex') : message.toString())
      enough()
    })
    socket.on('close', (code, reason) =>
      resolve({ protocol: socket.protocol, extensions: socket.extensions, answers, code, reason: reason.toString() }),
    )
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      resolve({ refused: response.statusCode })
    })
    socket.on('error', reject)
  })
}
