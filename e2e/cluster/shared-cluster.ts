import { randomBytes } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { ClusterUnavailable } from './cluster-unavailable.ts'
import {
  attachRealCluster,
  type ClusterAddress,
  type ClusterOptions,
  type RealCluster,
  startRealCluster,
} from './real-cluster.ts'

/** Where test workers ask for the cluster that their runner's main process owns: a port of 127.0.0.1. */
const brokerVariable = 'PORTHOLE_CLUSTER_BROKER'

type BrokerAnswer = { readonly address: ClusterAddress } | { readonly failure: string; readonly unavailable: boolean }

/** Starts a cluster when the first worker asks, and stops it at the end. */
export interface ClusterBroker {
  close(): Promise<void>
}

/**
 * For a test runner's global setup, in its main process: workers that it starts afterwards share one cluster. None is
 * started when no suite asks for one.
 */
export async function startClusterBroker(
  options: ClusterOptions = { portForward: 'if-possible' },
): Promise<ClusterBroker> {
  let cluster: Promise<RealCluster> | undefined
  const answer = async (): Promise<BrokerAnswer> => {
    try {
      cluster ??= startRealCluster(options)
      return { address: (await cluster).address }
    } catch (error) {
      return { failure: messageOf(error), unavailable: error instanceof ClusterUnavailable }
    }
  }
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    void answer().then((value) => socket.end(JSON.stringify(value)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address !== null && typeof address === 'object') process.env[brokerVariable] = String(address.port)
  return {
    async close() {
      server.close()
      Reflect.deleteProperty(process.env, brokerVariable)
      const started = await cluster?.catch(() => undefined)
      await started?.stop()
    },
  }
}

let own: Promise<RealCluster> | undefined

/**
 * The cluster that several suites share; its `stop` only lets go of it. Each suite works in a namespace of its own
 * ({@link suiteNamespace}). Without a broker this process starts one for itself, which ends when the process does:
 * so under Playwright, which reads test files also in its main process, ask in a hook or fixture and not at the top.
 */
export async function sharedCluster(): Promise<RealCluster> {
  const port = process.env[brokerVariable]
  if (port === undefined) {
    own ??= startRealCluster({ portForward: 'if-possible' })
    return attachRealCluster((await own).address)
  }
  const socket = connect({ host: '127.0.0.1', port: Number(port) })
  const answer = JSON.parse(await text(socket)) as BrokerAnswer
  if ('address' in answer) return attachRealCluster(answer.address)
  throw answer.unavailable ? new ClusterUnavailable(answer.failure) : new Error(answer.failure)
}

/** Creates a namespace that no other suite has, and returns its name. */
export async function suiteNamespace(cluster: RealCluster, prefix: string): Promise<string> {
  const name = `${prefix}-${randomBytes(4).toString('hex')}`
  await cluster.addNamespace(name)
  return name
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
