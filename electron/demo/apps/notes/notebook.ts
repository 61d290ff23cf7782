import { randomUUID } from 'node:crypto'

export interface Note {
  readonly id: string
  readonly text: string
  /** Unix time, ms. */
  readonly at: number
}

const most = 100
const longest = 500

/** The notes of the demo: everybody's, in memory, newest first, at most a hundred. */
export class Notebook {
  #notes: Note[] = []

  constructor(notes: readonly { text: string; at: number }[] = []) {
    this.#notes = notes.map((note) => ({ id: randomUUID(), ...note }))
  }

  all(): readonly Note[] {
    return this.#notes
  }

  /** Adds a note in front; an empty one is no note. */
  add(text: string, at: number): void {
    const trimmed = text.trim().slice(0, longest)
    if (trimmed !== '') this.#notes = [{ id: randomUUID(), text: trimmed, at }, ...this.#notes].slice(0, most)
  }

  remove(id: string): void {
    this.#notes = this.#notes.filter((note) => note.id !== id)
  }
}
