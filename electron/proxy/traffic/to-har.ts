import { STATUS_CODES } from 'node:http'
import { entryUrl } from './entry-url.ts'
import type { HeaderLine, TrafficEntry } from './traffic-entry.ts'

/** An HTTP Archive, version 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as browsers' tools read it. */
export interface Har {
  log: { version: '1.2'; creator: { name: string; version: string }; entries: HarEntry[] }
}

export interface HarEntry {
  startedDateTime: string
  time: number
  request: {
    method: string
    url: string
    httpVersion: string
    cookies: never[]
    headers: HeaderLine[]
    queryString: { name: string; value: string }[]
    headersSize: number
    bodySize: number
    postData?: { mimeType: string; text: string }
  }
  response: {
    /** 0 where no answer came. */
    status: number
    statusText: string
    httpVersion: string
    cookies: never[]
    headers: HeaderLine[]
    content: { size: number; mimeType: string; text?: string }
    redirectURL: string
    headersSize: number
    bodySize: number
    _transferSize: number
  }
  cache: Record<string, never>
  timings: { send: number; wait: number; receive: number }
  _transport: string | null
  _resourceType?: 'websocket'
  _error?: string
}

export interface HarSource {
  /** Where a request was asked: `http://SERVICE.NAMESPACE.CLUSTER.SITE.localhost:8001`. */
  originOf: (entry: TrafficEntry) => string
  appVersion: string
  /** Bodies that are to be in it, as text, by the entry's id; the others are left out. */
  bodies?: ReadonlyMap<number, HarBodies>
}

export interface HarBodies {
  request?: string
  response?: string
}

/** The entries as an HTTP Archive. They are redacted already; cookies are not in them at all. */
export function toHar(entries: readonly TrafficEntry[], { originOf, appVersion, bodies }: HarSource): Har {
  const creator = { name: 'Porthole', version: appVersion }
  return {
    log: {
      version: '1.2',
      creator,
      entries: entries.map((entry) => harEntry(entry, originOf(entry), bodies?.get(entry.id))),
    },
  }
}

function harEntry(entry: TrafficEntry, origin: string, bodies: HarBodies = {}): HarEntry {
  const time = entry.totalMs ?? entry.firstByteMs ?? 0
  const wait = Math.min(entry.firstByteMs ?? time, time)
  const url = entryUrl(origin, entry.path)
  const bodySize = bodySizeOf(entry)
  return {
    startedDateTime: entry.started,
    time,
    request: {
      method: entry.method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: entry.requestHeaders.map(copy),
      queryString: URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [],
      headersSize: -1,
      bodySize: entry.bytesIn,
      ...(bodies.request !== undefined && {
        postData: { mimeType: valueOf(entry.requestHeaders, 'content-type'), text: bodies.request },
      }),
    },
    response: {
      status: entry.status ?? 0,
      statusText: STATUS_CODES[entry.status ?? 0] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: entry.responseHeaders.map(copy),
      content: {
        size: Math.max(0, bodySize, Buffer.byteLength(bodies.response ?? '')),
        mimeType: valueOf(entry.responseHeaders, 'content-type'),
        ...(bodies.response !== undefined && { text: bodies.response }),
      },
      redirectURL: valueOf(entry.responseHeaders, 'location'),
      headersSize: -1,
      bodySize,
      _transferSize: entry.bytesOut,
    },
    cache: {},
    timings: { send: 0, wait, receive: time - wait },
    _transport: entry.transport,
    ...(entry.websocket && { _resourceType: 'websocket' as const }),
    ...(entry.failure !== null && { _error: entry.failure }),
  }
}

/** In bytes, as it passed; -1 where nobody counted it without its head and what parts its chunks. */
function bodySizeOf({ method, bodies, responseHeaders }: TrafficEntry): number {
  if (bodies) return bodies.response.size
  const said = valueOf(responseHeaders, 'content-length')
  return !/^\d+$/.test(said) ? -1 : method === 'HEAD' ? 0 : Number(said)
}

function copy({ name, value }: HeaderLine): HeaderLine {
  return { name, value }
}

function valueOf(headers: readonly HeaderLine[], wanted: string): string {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? ''
}
