import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** No object is larger than etcd's 1.5 MB; a server that sends more without a line end (characters) sends no watch. */
const longestLine = 16 * 1024 * 1024

/**
 * The lines of a stream, without their ends; what stands after the last line end is a line too. Rejects with the
 * stream's own error, and destroys it when it is left early.
 */
export async function* readLines(stream: Readable): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) throw new Error('a line without end')
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  rest += decoder.end()
  if (rest !== '') yield rest
}
