import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface FloodServer {
  readonly url: string
  /** So many changes a second for so long; resolves with the revision of each Service that is left, by key. */
  flood(seconds: number, rate: number): Promise<ReadonlyMap<string, string>>
  stop(): Promise<void>
}

/** Starts the benchmark's own API server, with so many Services, in a process of its own. */
export async function startFloodServer(services: number): Promise<FloodServer> {
  const script = join(import.meta.dirname, 'flood-server.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(services)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    async flood(seconds, rate) {
      const answer = await fetch(`${url}/flood?seconds=${seconds}&rate=${rate}`, { method: 'POST' })
      const lines = (await answer.text()).split('\n')
      return new Map(lines.map((line) => line.split(' ') as [string, string]))
    },
    async stop() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}
