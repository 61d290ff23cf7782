import { get } from 'node:http'
import { readServing } from '../core/serving-file.ts'

/** How long the Porthole that runs may take to answer a command, in milliseconds. */
export const answerLimit = 5_000

/**
 * Why a command cannot be handed to the Porthole that runs, as a sentence; undefined when none runs, or it answers. One that
 * hangs takes the command over and never does it: whoever waits at a prompt would wait for long, and not know why.
 *
 * @param servingFile where a running Porthole says where it serves
 * @param limit milliseconds
 */
export async function hungWindow(servingFile: string, limit = answerLimit): Promise<string | undefined> {
  const serving = await readServing(servingFile)
  if (!serving || (await answers(serving.port, limit))) return undefined
  return `The Porthole that runs (process ${serving.pid}) has not answered within ${limit / 1000} s. Nothing was opened: end it, then try again.`
}

/** Whether the listener says anything at all: what it says is of no interest, and a port where nobody listens is no hang. */
function answers(port: number, limit: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/', agent: false }, (response) => {
      response.destroy()
      resolve(true)
    })
    request.setTimeout(limit, () => {
      resolve(false)
      request.destroy()
    })
    request.on('error', () => resolve(true))
  })
}
