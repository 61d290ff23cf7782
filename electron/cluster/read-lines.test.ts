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

  it('leave a turn to everybody else after each piece', async () => {
    let turns = 0
    const count = (): void => {
      turns++
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    await linesOf(Array.from({ length: 10 }, () => '\n'.repeat(1000)))
    clearImmediate(next)
    expect(turns).toBeGreaterThanOrEqual(10)
  })

  it('in small pieces are not copied with each', async () => {
    const began = performance.now()
    await linesOf(['x'.repeat(1_500_000), ...Array.from({ length: 10_000 }, () => 'x')])
    expect(performance.now() - began).toBeLessThan(1000)
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
