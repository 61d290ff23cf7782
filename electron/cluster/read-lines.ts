import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** No object is larger than etcd's 1.5 MB; a server that sends more without a line end (characters) sends no watch. */
const longestLine = 2 * 1024 * 1024

/**
 * The lines of a stream, without their ends; what stands after the last line end is a line too. Rejects with the
 * stream's own error, and destroys it when it is left early. Each piece has a turn of its own, however many lines are in
 * it: a server that sends without end would keep everybody else waiting.
 */
export async function* readLines(stream: Readable): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8')
  let begun: string[] = []
  let length = 0
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue
    const [first = '', ...others] = decoder.write(chunk).split('\n')
    // Not put together before its end has come: a line in many small pieces would be copied with each.
    begun.push(first)
    length += first.length
    if (length > longestLine) throw new Error('a line without end')
    const rest = others.pop()
    if (rest === undefined) continue
    for (const line of [begun.join(''), ...others]) yield line.endsWith('\r') ? line.slice(0, -1) : line
    begun = [rest]
    length = rest.length
    await nextTurn()
  }
  const last = begun.join('') + decoder.end()
  if (last !== '') yield last
}
