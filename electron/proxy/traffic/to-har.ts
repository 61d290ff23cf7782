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
  }
  response: {
    /** 0 where no answer came. */
    status: number
    statusText: string
    httpVersion: string
    cookies: never[]
    headers: HeaderLine[]
    content: { size: number; mimeType: string }
    redirectURL: string
    headersSize: number
    bodySize: number
  }
  cache: Record<string, never>
  timings: { send: number; wait: number; receive: number }
  _transport: string | null
  _resourceType?: 'websocket'
  _error?: string
}

export interface HarSource {
  /** Where the Service stands on this computer: `http://SERVICE.NAMESPACE.CLUSTER.localhost:8001`. */
  origin: string
  appVersion: string
}

/** The entries as an HTTP Archive. They are redacted already, and cookies and bodies are not in them at all. */
export function toHar(entries: readonly TrafficEntry[], { origin, appVersion }: HarSource): Har {
  const creator = { name: 'Porthole', version: appVersion }
  return { log: { version: '1.2', creator, entries: entries.map((entry) => harEntry(entry, origin)) } }
}

function harEntry(entry: TrafficEntry, origin: string): HarEntry {
  const time = entry.totalMs ?? entry.firstByteMs ?? 0
  const wait = Math.min(entry.firstByteMs ?? time, time)
  const url = entryUrl(origin, entry.path)
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
    },
    response: {
      status: entry.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: entry.responseHeaders.map(copy),
      content: { size: entry.bytesOut, mimeType: valueOf(entry.responseHeaders, 'content-type') },
      redirectURL: valueOf(entry.responseHeaders, 'location'),
      headersSize: -1,
      bodySize: entry.bytesOut,
    },
    cache: {},
    timings: { send: 0, wait, receive: time - wait },
    _transport: entry.transport,
    ...(entry.websocket && { _resourceType: 'websocket' as const }),
    ...(entry.failure !== null && { _error: entry.failure }),
  }
}

function copy({ name, value }: HeaderLine): HeaderLine {
  return { name, value }
}

function valueOf(headers: readonly HeaderLine[], wanted: string): string {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? ''
}
