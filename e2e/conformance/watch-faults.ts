import { gzipSync } from 'node:zlib'
import type { Asked } from './breaking-server.ts'

/** One way in which a server breaks, and what must become of it. */
export interface WatchFault {
  readonly name: string
  /** What each request for a list or a watch meets meanwhile. */
  readonly meet: (asked: Asked) => void
  /** What the screen says meanwhile; null where it need say nothing. */
  readonly said: RegExp | null
  /** The rows are current meanwhile, so far as the server lets them. */
  readonly current?: true
  /** Between two requests for Services, ms. */
  readonly apart?: number
}

type Meet = WatchFault['meet']

const status = (code: number, reason: string, message: string): object => {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }
}
const event = (type: string, object: object): string => `${JSON.stringify({ type, object })}\n`
const expired = status(410, 'Expired', 'too old resource version: 1 (2)')
const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html' }

const says =
  (code: number, headers: Record<string, string>, body: string | Buffer): Meet =>
  ({ response }) =>
    response.writeHead(code, headers).end(body)
const refuses = (code: number, reason: string, message: string): Meet =>
  says(code, json, JSON.stringify(status(code, reason, message)))
const page = (title: string): string =>
  `<html><head><title>${title}</title></head>\n<body><h1>${title}</h1></body></html>`

const passes: Meet = ({ pass }) => pass()
const watches =
  (then: Meet): Meet =>
  (asked) =>
    (asked.kind === 'watch' ? then : passes)(asked)
/** The first watch of each kind of object only, where `then` is not for later ones too. */
function first(then: Meet, later = passes): Meet {
  const met = new Set<boolean>()
  return (asked) => {
    const now = asked.kind === 'watch' && !met.has(asked.slices)
    if (now) met.add(asked.slices)
    const meet = now ? then : later
    meet(asked)
  }
}
/** A body in gzip without its end. */
const cutGzip = (text: string): Meet => {
  return says(200, { ...json, 'content-encoding': 'gzip' }, gzipSync(text).subarray(0, -12))
}
const tooBusy = (seconds: number): Meet =>
  says(429, { 'retry-after': String(seconds) }, 'Too many requests, please try again later.\n')

export const watchFaults: readonly WatchFault[] = [
  { name: '410 as an event', said: null, current: true, meet: first(says(200, json, event('ERROR', expired))) },
  {
    name: '410 as an event without a code',
    said: null,
    current: true,
    meet: first(says(200, json, event('ERROR', { ...expired, code: undefined }))),
  },
  { name: '410 as an answer', said: null, current: true, meet: first(refuses(410, 'Expired', 'too old')) },
  {
    name: '410 for each watch',
    said: /too old/,
    current: true,
    meet: watches(refuses(410, 'Expired', 'too old')),
  },
  {
    name: 'a list whose second page has expired',
    said: null,
    current: true,
    meet: first(says(200, json, event('ERROR', expired)), (asked) => {
      if (asked.query.has('limit')) asked.query.set('limit', '2')
      const late = asked.query.has('continue')
      const meet = late ? refuses(410, 'Expired', 'The provided continue parameter is too old') : passes
      meet(asked)
    }),
  },
  { name: '401 once', said: /Unauthorized/, current: true, meet: first(refuses(401, 'Unauthorized', 'Unauthorized')) },
  { name: '403', said: /^services is forbidden/, meet: refuses(403, 'Forbidden', 'services is forbidden: no') },
  { name: '429 for a second', said: null, current: true, meet: first(tooBusy(1)), apart: 700 },
  { name: '429 for five seconds', said: /answers 429: Too many requests/, meet: tooBusy(5), apart: 4_500 },
  { name: '500', said: /says 500: etcdserver/, meet: refuses(500, 'InternalError', 'etcdserver: leader changed') },
  {
    name: '500 as an event',
    said: /ended the watch: etcdserver/,
    current: true,
    meet: watches(says(200, json, event('ERROR', status(500, 'InternalError', 'etcdserver: no leader')))),
  },
  {
    name: '500 in plain text',
    said: /answers 500: This request caused apiserver to panic/,
    meet: says(500, {}, 'This request caused apiserver to panic. Look in the logs for details.\n'),
  },
  { name: '502 in HTML', said: /answers 502: 502 Bad Gateway$/, meet: says(502, html, page('502 Bad Gateway')) },
  { name: '503 in HTML', said: /answers 503: 503 Busy$/, meet: says(503, html, page('503 Busy')) },
  { name: 'a page of HTML', said: /does not answer with a watch/, meet: says(200, html, page('Sign in')) },
  {
    name: 'a reset within an event',
    said: /aborted|ECONNRESET/,
    current: true,
    meet: watches(({ response }) => {
      response.writeHead(200, json).write('{"type":"ADDED","object":{"metadata":{"resou', () => {
        response.socket?.resetAndDestroy()
      })
    }),
  },
  {
    name: 'an end within an event',
    said: /broke off within an event/,
    current: true,
    meet: watches(says(200, json, '{"type":"ADDED","object":{"metadata":{"resourceVer')),
  },
  { name: 'a reset of all', said: /ECONNRESET|hang up/, meet: ({ response }) => response.socket?.resetAndDestroy() },
  { name: 'silence', said: /sent nothing for 15 s/, meet: () => undefined },
  {
    name: 'a watch that is held back',
    said: /sent nothing for 15 s/,
    current: true,
    meet: watches(() => undefined),
  },
  {
    name: 'a watch that nothing lets through',
    said: /answers 501: 501 Not Implemented$/,
    current: true,
    meet: watches(says(501, html, page('501 Not Implemented'))),
  },
  {
    name: 'no bookmarks',
    said: null,
    current: true,
    meet: (asked) => {
      asked.query.delete('allowWatchBookmarks')
      asked.pass()
    },
  },
  {
    name: 'lists in gzip that are cut',
    said: /unexpected end of file/,
    meet: first(says(200, json, event('ERROR', expired)), cutGzip('{"metadata":{"resourceVersion":"1"},"items":[]}')),
  },
  {
    name: 'watches in gzip that are cut',
    said: /unexpected end of file/,
    current: true,
    meet: watches(cutGzip(event('BOOKMARK', { metadata: { resourceVersion: '1' } }))),
  },
  { name: 'each event twice', said: null, current: true, meet: watches(({ pass }) => pass((line) => line + line)) },
  {
    name: 'all events again with each',
    said: null,
    current: true,
    meet: watches(({ pass }) => {
      let all = ''
      pass((line) => (all += line))
    }),
  },
  {
    name: 'events in pieces',
    said: null,
    current: true,
    meet: watches(({ response, pass }) => {
      drip(response)
      pass((line) => line)
    }),
  },
  {
    name: 'a watch that ends with each event',
    said: null,
    current: true,
    meet: watches(({ response, pass }) => {
      pass((line) => {
        setTimeout(() => response.end(), 5)
        return line
      })
    }),
  },
  {
    name: 'a watch that brings a bookmark and ends',
    said: null,
    apart: 600,
    meet: watches((asked) => {
      const metadata = { resourceVersion: asked.query.get('resourceVersion') }
      says(200, json, event('BOOKMARK', { metadata }))(asked)
    }),
  },
]

/** Sends what is written in pieces that break lines and letters, with a pause after each. */
function drip(response: Asked['response']): void {
  const write = response.write.bind(response)
  const pieces: Buffer[] = []
  const timer = setInterval(() => {
    const piece = pieces.shift()
    if (piece) write(piece)
  }, 2)
  response.once('close', () => clearInterval(timer))
  response.write = (chunk: unknown, ...rest: unknown[]): boolean => {
    const bytes = Buffer.from(chunk as Buffer)
    for (let at = 0; at < bytes.length; at += 61) pieces.push(bytes.subarray(at, at + 61))
    const done = rest.at(-1) as (() => void) | undefined
    done?.()
    return true
  }
}
