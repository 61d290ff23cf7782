import type { ServiceRow } from './service.ts'

/** All rows of a cluster at one moment. */
export interface ServicesSnapshot {
  cluster: string
  /** Grows by one with every patch; the next patch that applies has `sequence + 1`. */
  sequence: number
  rows: ServiceRow[]
}

/** What changed since the patch (or snapshot) before it. */
export interface ServicesPatch {
  cluster: string
  sequence: number
  upserts: ServiceRow[]
  /** Keys (`namespace/name`) of rows that are gone. */
  deletes: string[]
}

/**
 * Applies a patch to rows by key, in place. False when patches were missed (a gap in the sequence or another cluster):
 * the caller then asks for a snapshot. A patch that is already contained is skipped.
 */
export function applyPatch(
  state: { cluster: string; sequence: number; rows: Map<string, ServiceRow> },
  patch: ServicesPatch,
): boolean {
  if (patch.cluster !== state.cluster) return false
  if (patch.sequence <= state.sequence) return true
  if (patch.sequence !== state.sequence + 1) return false
  for (const key of patch.deletes) state.rows.delete(key)
  for (const row of patch.upserts) state.rows.set(row.key, row)
  state.sequence = patch.sequence
  return true
}
