import type { ServiceRow } from '../../../shared/service.ts'

/** What search looks through, in lower case; made once for each row and dropped with it. */
export interface SearchText {
  name: string
  title: string
  /** The words a term may equal: namespace, ports, type. */
  words: readonly string[]
  /** Everything, a field a line, so that no term matches across two fields; the labels are one line, begun by a space. */
  all: string
}

/** The texts of some rows that follow one another in a list, in one, a field a line. */
export interface SearchBlock {
  text: string
  /** Where each row begins in it, and after the last one its end. */
  starts: Int32Array
  /** Where each row's name ends; -1 for one with a title, which ranks as a name does. */
  nameEnds: Int32Array
}

/** Rows in a block: few enough to make one without a stall, many enough to search them as one. */
export const blockSize = 250

const texts = new WeakMap<ServiceRow, SearchText>()
const lists = new WeakMap<readonly ServiceRow[], SearchBlock[]>()

export function searchText(row: ServiceRow): SearchText {
  const known = texts.get(row)
  if (known) return known
  const words = [row.namespace, row.type.toLowerCase()]
  for (const port of row.ports) {
    words.push(String(port.port))
    if (port.name !== '') words.push(port.name.toLowerCase())
    if (port.nodePort !== 0) words.push(String(port.nodePort))
  }
  const name = row.name.toLowerCase()
  const title = row.title.toLowerCase()
  // Joined rather than added up: a string that was added up is put together anew when it is first searched.
  const all = [name, title, ...words, ` ${row.labels.toLowerCase()}`].join('\n')
  const text = { name, title, words, all }
  texts.set(row, text)
  return text
}

/** A block of a list by its number; kept for as long as the list, since every keystroke needs it. */
export function searchBlock(rows: readonly ServiceRow[], number: number): SearchBlock {
  const blocks = lists.get(rows) ?? []
  lists.set(rows, blocks)
  return (blocks[number] ??= blockOf(rows.slice(number * blockSize, (number + 1) * blockSize)))
}

function blockOf(rows: readonly ServiceRow[]): SearchBlock {
  const starts = new Int32Array(rows.length + 1)
  const nameEnds = new Int32Array(rows.length)
  let start = 0
  const parts = rows.map((row, index) => {
    const { all, name, title } = searchText(row)
    nameEnds[index] = title === '' ? start + name.length : -1
    start += all.length + 1
    starts[index + 1] = start
    return all
  })
  return { text: `${parts.join('\n')}\n`, starts, nameEnds }
}

/** The terms of a query: each must match. */
export function termsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}
