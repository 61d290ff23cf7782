import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readLines } from './read-lines.ts'

async function linesOf(chunks: readonly (string | Buffer)[]): Promise<string[]> {
  const lines: string[] = []
  for await (const line of readLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk))))) lines.push(line)
  return lines
}
const [first, second] = [Buffer.from('ü\n').subarray(0, 1), Buffer.from('ü\n').subarray(1)]

describe('lines', () => {
  it.each<[string, (string | Buffer)[], string[]]>([
    ['of one chunk', ['a\nb\n'], ['a', 'b']],
    ['over several chunks', ['a', 'b\nc', 'd\n'], ['ab', 'cd']],
    ['that end as on Windows', ['a\r', '\nb\r\n'], ['a', 'b']],
    ['that are empty', ['\n\na\n'], ['', '', 'a']],
    ['whose last one has no end', ['a\nb'], ['a', 'b']],
    ['with a letter that two chunks share', [first, second], ['ü']],
    ['of nothing', [], []],
  ])('%s', async (_name, chunks, lines) => {
    expect(await linesOf(chunks)).toEqual(lines)
  })

  it('without end are given up', async () => {
    const endless = Array.from({ length: 17 }, () => 'x'.repeat(1024 * 1024))
    await expect(linesOf(endless)).rejects.toThrow('without end')
  })

  it('fail as their stream does', async () => {
    const stream = new Readable({ read: () => undefined })
    stream.push('a\n')
    const lines = readLines(stream)
    expect(await lines.next()).toMatchObject({ value: 'a' })
    stream.destroy(new Error('reset'))
    await expect(lines.next()).rejects.toThrow('reset')
  })
})
