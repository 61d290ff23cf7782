import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { removeAbandoned, writeAtomically } from '../settings/write-atomically.ts'

const servingSchema = z.object({
  pid: z.int().positive(),
  /** Whether it has a window, which `open` can be handed to. */
  window: z.boolean().default(true),
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

/**
 * Keeps the file in step with what is served. Where several run it is the window's, else that of the one that began first.
 * The returned function removes it.
 */
export function followServing(
  file: string,
  source: { on: (event: 'changed', listener: () => void) => unknown },
  serving: () => Serving,
): () => Promise<void> {
  let written = ''
  let last = removeAbandoned(file)
  const isOthers = async (): Promise<boolean> => {
    const found = await readServing(file)
    return found !== undefined && found.pid !== process.pid
  }
  const write = (): void => {
    const now = serving()
    const text = JSON.stringify(now)
    if (text === written) return
    written = text
    last = last
      .then(async () => {
        if (now.window || !(await isOthers())) await writeAtomically(file, `${text}\n`)
      })
      // Not being able to write it costs a command its answer, and who serves nothing.
      .catch(() => undefined)
  }
  source.on('changed', write)
  write()
  return async () => {
    await last
    if (!(await isOthers())) await rm(file, { force: true })
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
