import type { Cursor, Problem } from './cursor.ts'
import type { Token } from './scanner.ts'

/** The name behind `&` or `*`. */
export function scanAnchor(cursor: Cursor, problem: Problem): string {
  const start = cursor.at++
  const name = cursor.take(/[\w-]+/y)
  if (name === '' || !(cursor.isGap() || '?:,]}%@`'.includes(cursor.sign())))
    throw problem(start, 'the name of an anchor has only letters without accents, digits, - and _.')
  return name
}

const uri = /(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\da-f]{2})*/iy

/** A tag's handle, empty where it is written whole, and what follows that. */
export function scanTag(cursor: Cursor, problem: Problem): { handle: string; text: string } {
  const start = cursor.at
  let [handle, text] = ['', '']
  if (cursor.sign(1) === '<') {
    cursor.at += 2
    text = cursor.take(uri)
    if (text === '' || cursor.sign() !== '>') throw problem(start, 'nothing closes this tag (>).')
    cursor.at++
  } else {
    const begun = cursor.take(/![\w-]*!?/y)
    const rest = cursor.take(uri)
    if (begun.length > 1 && begun.endsWith('!')) {
      handle = begun
      text = rest
      if (text === '') throw problem(start, 'a tag has a name.')
    } else {
      text = begun.slice(1) + rest
      handle = text === '' ? '' : '!'
      if (text === '') text = '!'
    }
  }
  if (!cursor.isGap()) throw problem(start, 'a space is missing behind this tag.')
  return { handle, text: unescaped(text, start, problem) }
}

function unescaped(text: string, start: number, problem: Problem): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw problem(start, 'this tag is no UTF-8.')
  }
}

/** `%YAML` or `%TAG`, and the rest of its line. */
export function scanDirective(cursor: Cursor, problem: Problem): Token {
  const at = cursor.at++
  const name = cursor.take(/[\w-]*/y)
  const token = name === 'YAML' ? version(cursor) : name === 'TAG' ? tagDirective(cursor) : undefined
  if (!token) throw problem(at, 'a line that begins with % is %YAML with a version or %TAG with a handle and a prefix.')
  cursor.takeBlanks()
  cursor.takeComment()
  if (cursor.isBreak()) cursor.takeBreak()
  else if (cursor.sign() !== '') throw problem(cursor.at, 'a new line must begin here.')
  return { ...token, at }
}

function version(cursor: Cursor): Omit<Token, 'at'> | undefined {
  if (!cursor.isBlank()) return undefined
  cursor.takeBlanks()
  const text = cursor.take(/\d{1,2}\.\d{1,2}(?!\d)/y)
  return text === '' ? undefined : { kind: 'version', text }
}

function tagDirective(cursor: Cursor): Omit<Token, 'at'> | undefined {
  if (!cursor.isBlank()) return undefined
  cursor.takeBlanks()
  const handle = cursor.take(/!(?:[\w-]*!)?/y)
  if (handle === '' || !cursor.isBlank()) return undefined
  cursor.takeBlanks()
  const text = cursor.take(uri)
  return text !== '' && cursor.isGap() ? { kind: 'tag directive', handle, text } : undefined
}
