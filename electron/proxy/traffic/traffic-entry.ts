import type { FailureCode } from '../../../shared/failure.ts'
import type { Transport } from '../../../shared/profile.ts'
import type { KeptBodies } from './kept-bodies.ts'

export interface HeaderLine {
  name: string
  value: string
}

/**
 * One request that passed, or is passing, and what came back. Nothing in it is a secret, but for bodies that somebody
 * asked for.
 */
export interface TrafficEntry {
  /** Counts up over all Services. */
  id: number
  /** ISO 8601. */
  started: string
  method: string
  /** The path and query as the client asked, redacted. */
  path: string
  /** Null until an answer has come. */
  status: number | null
  /** Null until the way is chosen. */
  transport: Transport | null
  /** Of the body that the client sent, in bytes. */
  bytesIn: number
  /** All that the client got, with the head of the answer, in bytes. */
  bytesOut: number
  /** From the start to the head of the answer, in ms. */
  firstByteMs: number | null
  /** From the start to the end, in ms; null while it lasts. */
  totalMs: number | null
  failure: FailureCode | null
  /** The sentence for this failure, redacted. */
  said?: string
  /** Redacted. */
  requestHeaders: readonly HeaderLine[]
  /** Redacted. */
  responseHeaders: readonly HeaderLine[]
  websocket: boolean
  /** As they passed; absent unless somebody asked for them. */
  bodies?: KeptBodies
}
