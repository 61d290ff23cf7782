import { readdir, readFile } from 'node:fs/promises'

/** Resident memory (bytes) of the processes in this namespace, summed by name. */
export async function memoryByProcess(): Promise<Record<string, number>> {
  const sums: Record<string, number> = {}
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    const name = /^Name:\s+(.+)$/m.exec(status)?.[1]
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
    if (name === undefined || kilobytes === undefined) continue
    const label = pid === '1' ? 'supervisor' : name
    sums[label] = (sums[label] ?? 0) + Number(kilobytes) * 1024
  }
  return sums
}
