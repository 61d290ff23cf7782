import { create } from 'zustand'
import type { Failure } from '../../../shared/failure.ts'
import type { ServiceRow } from '../../../shared/service.ts'

interface Services {
  /** The cluster these rows belong to; null when none is followed. */
  cluster: string | null
  /** `asking` until the first snapshot of this cluster has arrived. */
  phase: 'asking' | 'ready' | 'failed'
  /** Sorted by namespace and name. */
  rows: readonly ServiceRow[]
  failure: Failure | null
  /** Asks for the list again after a failure. */
  again: () => void
}

export const noServices: Omit<Services, 'again'> = { cluster: null, phase: 'asking', rows: [], failure: null }

/** The Services of the cluster on screen. */
export const useServices = create<Services>()(() => ({ ...noServices, again: () => undefined }))
