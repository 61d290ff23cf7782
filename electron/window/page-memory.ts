import type { PageSettings } from '../../shared/page-settings.ts'
import type { PartitionOwner } from './partition.ts'

/** What is remembered of the pages of each Service. */
export interface PageMemory {
  get: (owner: PartitionOwner) => PageSettings
  put: (owner: PartitionOwner, settings: PageSettings) => void
}

/** What is remembered is in the core's settings: before there is a core nothing is, and no page either. */
export function lateMemory(core: Promise<{ readonly pages: PageMemory }>): PageMemory {
  let memory: PageMemory | undefined
  core.then(
    ({ pages }) => (memory = pages),
    // Whoever waits for the core says so.
    () => undefined,
  )
  return {
    get: (owner) => memory?.get(owner) ?? {},
    put: (owner, settings) => memory?.put(owner, settings),
  }
}
