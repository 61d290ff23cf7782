import type { App } from './apps/app-server.ts'
import { startCart } from './apps/cart.ts'
import { startChat } from './apps/chat/chat.ts'
import { startLedger } from './apps/ledger/ledger.ts'
import { startNotes } from './apps/notes/notes.ts'
import { startPulse } from './apps/pulse/pulse.ts'
import { startStorefront } from './apps/storefront/storefront.ts'
import { startDns, startDnsMetrics, startGrpc, startMetricsServer, startPostgres } from './apps/strangers.ts'
import type { DemoWorkload } from './catalog/demo-workloads.ts'
import type { Certificate } from './tls/certificate.ts'

export interface DemoApps {
  /** Workload → container port → loopback port. */
  readonly ports: Readonly<Partial<Record<DemoWorkload, Readonly<Record<number, number>>>>>
  close(): Promise<void>
}

/** Starts what runs behind the demo's Services. `orders` has nothing: it is down. */
export async function startDemoApps(certificate: Certificate): Promise<DemoApps> {
  const [pulse, storefront, cart, ledger, notes, chat, grpc, postgres, dns, dnsMetrics, metricsServer] =
    await Promise.all([
      startPulse({
        services: ['storefront', 'cart', 'ledger', 'notes'],
        pods: ['storefront', 'cart', 'ledger', 'postgres', 'notes', 'chat'],
      }),
      startStorefront(),
      startCart(),
      startLedger(certificate),
      startNotes(),
      startChat(),
      startGrpc(),
      startPostgres(),
      startDns(),
      startDnsMetrics(),
      startMetricsServer(certificate),
    ])
  const apps: App[] = [pulse, storefront, cart, ledger, notes, chat, grpc, postgres, dns, dnsMetrics, metricsServer]
  return {
    ports: {
      pulse: { 3000: pulse.port },
      storefront: { 8080: storefront.port },
      cart: { 8080: cart.port, 9000: grpc.port },
      ledger: { 8443: ledger.port },
      notes: { 8080: notes.port },
      chat: { 8080: chat.port, 9090: chat.metricsPort },
      postgres: { 5432: postgres.port },
      dns: { 53: dns.port, 9153: dnsMetrics.port },
      metricsServer: { 10250: metricsServer.port },
    },
    close: async () => {
      await Promise.all(apps.map((app) => app.close()))
    },
  }
}
