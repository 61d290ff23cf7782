/** A place in a text, counted from 1 as editors do. */
export interface Place {
  line: number
  column: number
}

export interface JsonPlaces {
  /** Where the text stops being JSON, and what should stand there; null where it is whole. */
  fault: (Place & { wanted: string }) | null
  /** Where an entry begins, by its way from the top, e.g. `pins[2]` or `clusters["prod"].readOnly`. */
  placeOf: (way: string) => Place | undefined
}

class Fault extends Error {
  readonly offset: number
  readonly wanted: string

  constructor(offset: number, wanted: string) {
    super(wanted)
    this.offset = offset
    this.wanted = wanted
  }
}

const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y
const space = /[ \t\r\n]*/y

/** Finds the places of a JSON text's entries, which `JSON.parse` does not tell, and its fault, which it tells in bytes if at all. */
export function jsonPlaces(text: string): JsonPlaces {
  const found = new Map<string, number>()
  let at = 0
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const [all] = pattern.exec(text) ?? []
    at += all?.length ?? 0
    return all
  }
  const take = (mark: string): boolean => {
    match(space)
    if (text[at] !== mark) return false
    at += 1
    return true
  }
  const need = (taken: unknown, wanted: string): void => {
    if (taken === false || taken === undefined) throw new Fault(at, wanted)
  }
  /** Entries until a closing mark; after a comma there is one more. */
  const each = (end: string, one: (index: number) => void): void => {
    if (take(end)) return
    for (let index = 0; ; index++) {
      one(index)
      if (take(end)) return
      need(take(','), `a comma or ${end}`)
    }
  }
  const value = (way: string): void => {
    match(space)
    if (!found.has(way)) found.set(way, at)
    if (take('{')) {
      each('}', () => {
        match(space)
        const name = match(string)
        need(name, 'a name in double quotes')
        need(take(':'), 'a colon')
        const key = JSON.parse(name ?? '""') as string
        value(wayTo(way, key))
      })
    } else if (take('[')) each(']', (index) => value(`${way}[${index}]`))
    else need(match(string) ?? match(scalar), 'a value')
  }
  try {
    value('')
    match(space)
    need(at === text.length, 'the end of the file')
  } catch (error) {
    // Brackets nested deeper than the stack are nobody's settings.
    const fault = error instanceof Fault ? { ...placeAt(text, error.offset), wanted: error.wanted } : null
    return { fault, placeOf: () => undefined }
  }
  return {
    fault: null,
    placeOf: (way) => {
      const offset = found.get(way)
      return offset === undefined ? undefined : placeAt(text, offset)
    },
  }
}

/** The way to an entry of an object: a plain name after a dot, any other in brackets. */
export function wayTo(way: string, key: string): string {
  if (!/^[a-zA-Z]\w*$/.test(key)) return `${way}["${key}"]`
  return way === '' ? key : `${way}.${key}`
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
