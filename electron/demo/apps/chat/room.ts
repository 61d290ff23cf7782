/** What people in the room receive. */
export type RoomEvent =
  | { readonly type: 'said'; readonly from: string; readonly text: string; readonly at: number; readonly mine: boolean }
  | { readonly type: 'people'; readonly count: number }

type Receive = (event: RoomEvent) => void

const names = ['Anchor', 'Beacon', 'Capstan', 'Dory', 'Ebb', 'Fathom', 'Galley', 'Halyard', 'Islet', 'Jetty']
const remembered = 50
const longest = 500

/** One room: who is in it hears what is said, and on joining what was said last. */
export class Room {
  readonly #people = new Map<() => void, { name: string; receive: Receive }>()
  readonly #now: () => number
  #past: { from: string; text: string; at: number }[]
  #joined = 0
  #said = 0

  constructor(now: () => number) {
    this.#now = now
    this.#past = [
      { from: 'Ines', text: 'Deployed cart 3.2 to all three pods.', at: now() - 17 * 60_000 },
      { from: 'Ravi', text: 'Two are up, the third fails its readiness probe.', at: now() - 12 * 60_000 },
      {
        from: 'Ines',
        text: 'Seen. Orders is down as well, its image is missing. Rolling both back after lunch.',
        at: now() - 9 * 60_000,
      },
    ]
  }

  get size(): number {
    return this.#people.size
  }

  get said(): number {
    return this.#said
  }

  /** Lets somebody in under a name of the room's choice; returns how they leave. */
  join(receive: Receive): () => void {
    const name = names[this.#joined++ % names.length] ?? 'Somebody'
    const leave = (): void => {
      if (this.#people.delete(leave)) this.#tellCount()
    }
    this.#people.set(leave, { name, receive })
    for (const line of this.#past) receive({ type: 'said', ...line, mine: false })
    this.#tellCount()
    return leave
  }

  /** Says something to everybody; `who` is what `join` returned. Nothing is not said. */
  say(who: () => void, text: string): void {
    const speaker = this.#people.get(who)
    const trimmed = text.trim().slice(0, longest)
    if (!speaker || trimmed === '') return
    this.#said++
    const line = { from: speaker.name, text: trimmed, at: this.#now() }
    this.#past = [...this.#past, line].slice(-remembered)
    for (const [key, { receive }] of this.#people) receive({ type: 'said', ...line, mine: key === who })
  }

  #tellCount(): void {
    for (const { receive } of this.#people.values()) receive({ type: 'people', count: this.size })
  }
}
