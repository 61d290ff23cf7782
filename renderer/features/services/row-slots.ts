/**
 * Gives each line in sight a slot, by which React knows its elements: a line that stays keeps its slot, and one that comes
 * takes one whose line has left. So a list of which every line is another, as after a keystroke, changes the texts of the
 * elements that are there; to make them anew and to lay them out costs several times as much.
 */
export class RowSlots {
  #slots: ReadonlyMap<string, number> = new Map()

  /**
   * The slots of the lines that are in sight now. Asked again for the same lines, it answers the same.
   *
   * @param ids each once
   */
  assign(ids: readonly string[]): ReadonlyMap<string, number> {
    const slots = new Map<string, number>()
    for (const id of ids) {
      const kept = this.#slots.get(id)
      if (kept !== undefined) slots.set(id, kept)
    }
    const taken = new Set(slots.values())
    let free = 0
    for (const id of ids) {
      if (slots.has(id)) continue
      while (taken.has(free)) free++
      taken.add(free)
      slots.set(id, free)
    }
    this.#slots = slots
    return slots
  }
}
