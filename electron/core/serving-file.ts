import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { writeAtomically } from '../settings/write-atomically.ts'

const servingSchema = z.object({
  pid: z.int().positive(),
  /** Of the listener that serves the origins. */
  port: z.int().min(1).max(65_535),
  /** The classic port of each connected cluster, by its id. */
  classic: z.record(z.string(), z.int().min(1).max(65_535)),
  /** The kubeconfig files that it reads: absolute paths. */
  kubeconfig: z.array(z.string()),
  /** The API server's URL of its demo cluster, where that was opened. */
  demo: z.string().nullable(),
})
/** Where a running Porthole serves. It stands in a file, so that commands know it without asking anybody. */
export type Serving = z.infer<typeof servingSchema>

/** What a running Porthole has written; undefined when none runs, or the file is what a crash left behind. */
export async function readServing(file: string): Promise<Serving | undefined> {
  try {
    const serving = servingSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    return isAlive(serving.pid) ? serving : undefined
  } catch {
    return undefined
  }
}

/** Keeps the file in step with what is served. The returned function removes it. */
export function followServing(
  file: string,
  source: { on: (event: 'changed', listener: () => void) => unknown },
  serving: () => Serving,
): () => Promise<void> {
  let written = ''
  let last = Promise.resolve()
  const write = (): void => {
    const text = JSON.stringify(serving())
    if (text === written) return
    written = text
    // Not being able to write it costs a command its answer, and the window nothing.
    last = last.then(() => writeAtomically(file, `${text}\n`)).catch(() => undefined)
  }
  source.on('changed', write)
  write()
  return async () => {
    await last
    await rm(file, { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
