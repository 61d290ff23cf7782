import type { ServiceRow } from '../../../shared/service.ts'

/** What search looks through, in lower case; made once for each row and dropped with it. */
export interface SearchText {
  name: string
  title: string
  /** The words a term may equal: namespace, ports, type. */
  words: readonly string[]
  /** Everything, a field a line, so that no term matches across two fields. */
  all: string
}

const texts = new WeakMap<ServiceRow, SearchText>()
const lists = new WeakMap<readonly ServiceRow[], readonly SearchText[]>()

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
  const all = [name, title, ...words, row.labels.toLowerCase().replaceAll(' ', '\n')].join('\n')
  const text = { name, title, words, all }
  texts.set(row, text)
  return text
}

/** The texts of a list of rows, in its order: kept for as long as the list, since every keystroke needs all of them. */
export function searchTexts(rows: readonly ServiceRow[]): readonly SearchText[] {
  const known = lists.get(rows)
  if (known) return known
  const made = rows.map(searchText)
  lists.set(rows, made)
  return made
}

/** The terms of a query: each must match. */
export function termsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}
