import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { RealCluster } from '../../e2e/cluster/real-cluster.ts'
import type { PageEvent } from '../../e2e/faults/page.ts'
import { repoRoot } from '../paths.ts'

/** A page in a process of its own. */
export interface PageProcess {
  /** All events so far, in order. */
  readonly events: readonly PageEvent[]
  open(): void
  /** Settles when nothing of it is open any more. */
  close(): Promise<void>
  end(): void
}

/** Starts a page on a Service's origin, not yet open. */
export function startPage(cluster: RealCluster, port: number, host: string, size: number): PageProcess {
  const script = join(import.meta.dirname, 'page-child.ts')
  const args = ['--import', 'tsx', script, String(port), host, String(size)]
  const command = cluster.enterCommand(process.execPath, args)
  const child = spawn(command.command, command.args, { cwd: repoRoot, stdio: ['pipe', 'pipe', 'inherit'] })
  const events: PageEvent[] = []
  const closed = new EventEmitter()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as PageEvent | { kind: 'closed' }
    if (event.kind === 'closed') closed.emit('closed')
    else events.push(event)
  })
  return {
    events,
    open: () => void child.stdin.write('open\n'),
    async close() {
      const done = once(closed, 'closed')
      child.stdin.write('close\n')
      await done
    },
    end: () => child.stdin.end(),
  }
}
