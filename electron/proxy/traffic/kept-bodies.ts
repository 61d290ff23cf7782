import type { ServerResponse } from 'node:http'
import { bodiesLimit, bodyLimit } from '../../../shared/traffic.ts'

/** The beginning of a body, as it passed. */
export class KeptBody {
  /** All that passed, in bytes. */
  size = 0
  #parts: Buffer[] = []
  #kept = 0
  #dropped = false
  readonly #grown: (bytes: number) => void

  constructor(grown: (bytes: number) => void) {
    this.#grown = grown
  }

  /** What is kept; undefined once it had to make room for newer ones. */
  get bytes(): Buffer | undefined {
    return this.#dropped ? undefined : Buffer.concat(this.#parts)
  }

  get kept(): number {
    return this.#kept
  }

  take(chunk: Uint8Array): void {
    this.size += chunk.length
    if (this.#dropped || this.#kept >= bodyLimit || chunk.length === 0) return
    // A copy: what passes is a window on a larger buffer, which it would hold.
    const part = Buffer.from(chunk.subarray(0, bodyLimit - this.#kept))
    this.#parts.push(part)
    this.#kept += part.length
    this.#grown(part.length)
  }

  drop(): void {
    this.#dropped = true
    this.#parts = []
    this.#kept = 0
  }
}

export interface KeptBodies {
  request: KeptBody
  response: KeptBody
}

/** The bodies of one Service, the oldest first. */
class Shelf {
  #size = 0
  readonly #bodies: KeptBody[] = []

  add(): KeptBody {
    const body = new KeptBody((bytes) => {
      this.#size += bytes
      while (this.#size > bodiesLimit) this.#dropOldest()
    })
    this.#bodies.push(body)
    return body
  }

  clear(): void {
    while (this.#bodies.length > 0) this.#dropOldest()
  }

  #dropOldest(): void {
    const oldest = this.#bodies.shift()
    this.#size -= oldest?.kept ?? 0
    oldest?.drop()
  }
}

/** Keeps bodies of the Services for which somebody asked for it, in memory only, and of none at every start. */
export class BodyKeeper {
  readonly #on = new Set<string>()
  readonly #shelves = new Map<string, Shelf>()

  /** The Services for which somebody asked. */
  get asked(): readonly string[] {
    return [...this.#on]
  }

  isOn(service: string): boolean {
    return this.#on.has(service)
  }

  /** What is kept by now stays until it is cleared. */
  set(service: string, on: boolean): void {
    if (on) this.#on.add(service)
    else this.#on.delete(service)
  }

  /** For the bodies of one request; undefined where they are not wanted. */
  begin(service: string): KeptBodies | undefined {
    if (this.#on.size === 0 || !this.#on.has(service)) return undefined
    let shelf = this.#shelves.get(service)
    if (!shelf) this.#shelves.set(service, (shelf = new Shelf()))
    return { request: shelf.add(), response: shelf.add() }
  }

  /** Forgets what is kept, of one Service or of all. */
  clear(service?: string): void {
    for (const [key, shelf] of this.#shelves) {
      if (service !== undefined && key !== service) continue
      shelf.clear()
      this.#shelves.delete(key)
    }
  }
}

/**
 * Keeps what is written to a client, by taking the place of the two functions that write: so an answer whose body nobody
 * asked for meets nothing of this.
 */
export function keepAnswer(response: ServerResponse, body: KeptBody): void {
  const write = response.write.bind(response) as (...args: unknown[]) => boolean
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
  response.write = (...args: unknown[]) => {
    take(body, args)
    return write(...args)
  }
  response.end = (...args: unknown[]) => {
    take(body, args)
    return end(...args)
  }
}

function take(body: KeptBody, [chunk, encoding]: unknown[]): void {
  if (chunk instanceof Uint8Array) body.take(chunk)
  else if (typeof chunk === 'string') body.take(Buffer.from(chunk, encoding === 'latin1' ? 'latin1' : 'utf8'))
}
