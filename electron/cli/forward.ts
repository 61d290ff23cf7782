import { once } from 'node:events'
import { FailureError } from '../../shared/failure.ts'
import { isOpenable, type ServicePort, type ServiceRow } from '../../shared/service.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { TcpForwards } from '../core/tcp-forwards.ts'
import { findService, namedPort, portNames } from './find-port.ts'
import type { Command } from './parse-command.ts'
import { failed } from './run-command.ts'
import { withCluster } from './with-cluster.ts'

export interface ForwardOutput {
  readonly out: (text: string) => void
  readonly note: (line: string) => void
}

/** Forwards ports of 127.0.0.1 to a Service's until `end`, and says what `kubectl port-forward` says. Returns the exit code. */
export async function runForward(
  { options, service, ports }: Extract<Command, { do: 'forward' }>,
  output: ForwardOutput,
  end: AbortSignal,
): Promise<number> {
  try {
    return await withCluster(options, output.note, async (cluster, { forwards }) => {
      const row = await findService(cluster, service)
      for (const { remote, local } of ports.length > 0 ? ports : [{ remote: onlyPort(row), local: undefined }]) {
        const port = namedPort(row, remote)
        const { localPort } = await start(forwards, cluster, row, port, local ?? port.port)
        output.out(`Forwarding from 127.0.0.1:${localPort} -> ${port.port}\n`)
      }
      report(forwards, output)
      if (!end.aborted) await once(end, 'abort')
      return 0
    })
  } catch (error) {
    return failed(error, output.note)
  }
}

async function start(forwards: TcpForwards, cluster: Cluster, row: ServiceRow, port: ServicePort, local: number) {
  try {
    return await forwards.start(cluster, row, port, local)
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'port-taken') throw error
    const hint = `Name another local port, as in ${port.port + 10_000 > 65_535 ? 20_000 : port.port + 10_000}:${port.port}, or take any that is free with :${port.port}.`
    throw new FailureError('port-taken', error.failure.message, { hint, cause: error })
  }
}

function onlyPort(row: ServiceRow): string {
  const [first, second] = row.ports.filter((port) => isOpenable(row, port))
  if (first && !second) return String(first.port)
  throw new FailureError('no-such-port', `${row.key} has the ports ${portNames(row)}.`, {
    hint: `Name those to forward: porthole forward ${row.key} PORT.`,
  })
}

/** A line for each connection, and for each new reason why one failed. */
function report(forwards: TcpForwards, { out, note }: ForwardOutput): void {
  const told = new Map<number, { total: number; failure: string | null }>()
  forwards.on('changed', () => {
    for (const { id, localPort, total, failure } of forwards.all()) {
      const before = told.get(id) ?? { total: 0, failure: null }
      out(`Handling connection for ${localPort}\n`.repeat(total - before.total))
      if (failure !== null && failure !== before.failure) note(`porthole: ${failure}`)
      told.set(id, { total, failure })
    }
  })
}
