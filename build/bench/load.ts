import { join } from 'node:path'
import type { RealCluster } from '../../e2e/cluster/real-cluster.ts'
import { type Load, parseWrk } from './wrk.ts'

/** What is asked: a URL inside the cluster's namespace, and headers. */
export interface Target {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Puts load on a target, from a process of its own inside the cluster's namespace. */
export interface LoadGenerator {
  /** Which tool sends the requests. */
  readonly tool: string
  requests(target: Target, seconds: number): Promise<Load>
  /** Megabytes (10^6 bytes) per second of one download. */
  download(target: Target): Promise<number>
}

export const connections = 16

/** wrk where its version is known, else a small Node program, which is slower and so blurs the difference of two fast proxies. */
export function loadGenerator(cluster: RealCluster, wrkVersion: string | undefined): LoadGenerator {
  const child = async (mode: string, { url, headers }: Target, ...more: readonly (string | number)[]) => {
    const script = join(import.meta.dirname, 'load-child.ts')
    const args = ['--import', 'tsx', script, mode, url, JSON.stringify(headers), ...more.map(String)]
    return JSON.parse(await run(cluster, process.execPath, args)) as unknown
  }
  return {
    tool:
      wrkVersion === undefined
        ? `a Node program, ${connections} connections`
        : `${wrkVersion}, 1 thread, ${connections} connections`,
    async requests({ url, headers }, seconds) {
      if (wrkVersion === undefined) return (await child('requests', { url, headers }, seconds, connections)) as Load
      const own = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
      const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...own, url]
      const output = await run(cluster, 'wrk', args)
      try {
        return parseWrk(output)
      } catch (error) {
        throw new Error(`Loading ${url}`, { cause: error })
      }
    },
    async download(target) {
      const { bytes, seconds } = (await child('download', target)) as { bytes: number; seconds: number }
      return bytes / 1e6 / seconds
    },
  }
}

async function run(cluster: RealCluster, command: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await cluster.enter(command, args)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}
