// An API server of the benchmark's own, since a real one does not write 1,000 times a second on a small machine.
//   flood-server COUNT  → prints its port; COUNT Services, none of which changes before it is asked to.
//   POST /flood?seconds=S&rate=R → R changes a second for S seconds, in turn: MODIFIED, ADDED, DELETED; answers when done
//     with the final list, as `key revision` lines.
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { namespaceCount, seededService } from './seed.ts'

interface Held {
  metadata: { namespace: string; name: string; uid: string; resourceVersion: string; labels: Record<string, string> }
}

const count = Number(process.argv[2] ?? 0)
const held = new Map<string, Held>()
const watches = new Set<ServerResponse>()
let version = 1000

function object(namespace: number, at: number): Held {
  const made = seededService(namespace, at) as unknown as Held
  version++
  const { metadata } = made
  metadata.uid = `uid-${namespace}-${at}`
  metadata.resourceVersion = String(version)
  metadata.labels = { ...metadata.labels, revision: String(version) }
  return made
}

const keyOf = ({ metadata }: Held): string => `${metadata.namespace}/${metadata.name}`
const perNamespace = Math.ceil(count / namespaceCount)
for (let at = 0; at < count; at++) {
  const made = object(Math.floor(at / perNamespace), at % perNamespace)
  held.set(keyOf(made), made)
}

function send(type: string, changed: Held): void {
  const line = `${JSON.stringify({ type, object: changed })}\n`
  for (const watch of watches) watch.write(line)
}

/** One change; every tenth adds or removes one, so that rows also come and go. */
function change(turn: number): void {
  const at = (turn * 7919) % count
  const made = object(Math.floor(at / perNamespace), at % perNamespace)
  const key = keyOf(made)
  if (turn % 10 === 0 && held.delete(key)) {
    send('DELETED', made)
    return
  }
  const type = held.has(key) ? 'MODIFIED' : 'ADDED'
  held.set(key, made)
  send(type, made)
}

async function flood(seconds: number, rate: number): Promise<void> {
  const began = performance.now()
  const total = seconds * rate
  for (let turn = 1; turn <= total; ) {
    const due = Math.min(total, ((performance.now() - began) / 1000) * rate)
    for (; turn <= due; turn++) change(turn)
    await delay(5)
  }
}

const server = createServer((request, response) => {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://server')
  const json = (body: unknown): void => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }
  if (pathname === '/version') json({ gitVersion: 'v1.37.2' })
  else if (pathname === '/flood') {
    void flood(Number(query.get('seconds')), Number(query.get('rate'))).then(() =>
      response.end(
        Array.from(held.values(), (one) => `${keyOf(one)} ${one.metadata.labels['revision'] ?? ''}`).join('\n'),
      ),
    )
  } else if (query.get('watch') === 'true') {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    if (!pathname.endsWith('/services')) return
    watches.add(response)
    response.once('close', () => watches.delete(response))
  } else {
    const all = pathname.endsWith('/services') ? [...held.values()] : []
    const from = Number(query.get('continue') ?? 0)
    const to = from + Number(query.get('limit') ?? all.length)
    const rest = all.length - to
    const more = rest > 0 ? { continue: String(to), remainingItemCount: rest } : {}
    json({ metadata: { resourceVersion: String(version), ...more }, items: all.slice(from, to) })
  }
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`)
})
