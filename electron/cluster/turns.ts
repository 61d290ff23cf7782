/** So many of one who asks are under way at once … */
const most = 16
/** … but one that takes longer than so many ms waits for somebody far away, and holds up nobody. */
const longest = 1_000

/**
 * Lets pieces of work that are asked for all at once have a turn of the event loop each, so that others are heard in
 * between. Who asks for many waits for their own: all who ask have a piece in turn, and a server, which takes what comes
 * first, gets a few of each at a time. One that comes alone waits for nothing.
 */
export class Turns {
  /** Of each who asks, first come, first served; whose turn is next stands first. */
  readonly #waiting = new Map<string, (() => void)[]>()
  readonly #underWay = new Map<string, number>()
  #taken = false

  /** Does a piece of work when it is the caller's turn. */
  async take<T>(who: string, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      const own = this.#waiting.get(who)
      if (own) own.push(resolve)
      else this.#waiting.set(who, [resolve])
      this.#next()
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, longest)))
    const done = work()
    void Promise.race([done.catch(() => undefined), late]).then(() => {
      clearTimeout(timer)
      this.#ended(who)
    })
    return done
  }

  #next(): void {
    if (this.#taken) return
    for (const [who, own] of this.#waiting) {
      const underWay = this.#underWay.get(who) ?? 0
      if (underWay >= most) continue
      this.#underWay.set(who, underWay + 1)
      const begin = own.shift()
      // To the end of the row, if there is more.
      this.#waiting.delete(who)
      if (own.length > 0) this.#waiting.set(who, own)
      this.#taken = true
      setImmediate(() => {
        this.#taken = false
        this.#next()
      })
      begin?.()
      return
    }
  }

  #ended(who: string): void {
    const left = (this.#underWay.get(who) ?? 1) - 1
    if (left > 0) this.#underWay.set(who, left)
    else this.#underWay.delete(who)
    this.#next()
  }
}
