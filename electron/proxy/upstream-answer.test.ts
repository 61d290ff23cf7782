import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { UpstreamAnswer } from './upstream-answer.ts'

/** An answer, and how often it was asked to go on. */
function answered(raw: string[] = []) {
  const asked = { times: 0 }
  const answer = new UpstreamAnswer(200, 'OK', raw, () => {
    asked.times += 1
  })
  return { answer, asked }
}

/** A taker that writes down what it hears, and wants so many parts at a time. */
function taker(wants = Infinity) {
  const heard: string[] = []
  return {
    heard,
    data: (chunk: Buffer) => heard.push(chunk.toString()) < wants,
    end: (trailers: readonly string[]) => void heard.push(`end ${trailers.join()}`),
    failed: (error: Error) => void heard.push(`failed ${error.message}`),
  }
}

const part = (value: string) => Buffer.from(value)

describe('UpstreamAnswer', () => {
  it.each([
    [['Set-Cookie', 'a=1', 'set-cookie', 'b=2'], { 'set-cookie': ['a=1', 'b=2'] }],
    [['X-A', '1', 'x-a', '2'], { 'x-a': '1, 2' }],
    [['Content-Type', 'text/html', 'content-type', 'text/plain'], { 'content-type': 'text/html' }],
  ])('has its headers as Node would: %j', (raw, headers) => {
    expect(answered(raw).answer.headers).toEqual(headers)
  })

  it('wants nothing until somebody takes the body, and hands over what has come by then', () => {
    const { answer, asked } = answered()
    expect(answer.wanted).toBe(false)
    expect(answer.data(part('a'))).toBe(false)
    const one = taker()
    answer.take(one)
    expect(one.heard).toEqual(['a'])
    expect(asked.times).toBe(1)
    expect(answer.data(part('b'))).toBe(true)
    answer.end(['x', '1'])
    expect(one.heard).toEqual(['a', 'b', 'end x,1'])
    expect(answer.complete).toBe(true)
  })

  it('says when its taker has enough, and goes on when told', () => {
    const { answer, asked } = answered()
    answer.take(taker(1))
    expect(answer.data(part('a'))).toBe(false)
    answer.resume()
    expect([answer.wanted, asked.times]).toEqual([true, 2])
  })

  it('does not touch its connection once it is over: it carries another answer by then', () => {
    const { answer, asked } = answered()
    answer.take(taker())
    const before = asked.times
    answer.end([])
    answer.resume()
    expect(asked.times).toBe(before)
  })

  it.each([
    ['its end', 10, ['ab', 'cd'], true],
    ['the limit', 3, ['ab', 'cd', 'ef'], false],
  ])('is looked at up to %s, and handed over whole all the same', async (_name, limit, parts, whole) => {
    const { answer } = answered()
    const look = answer.look(limit)
    for (const each of parts) answer.data(part(each))
    if (whole) answer.end([])
    const seen = await look
    expect(seen.whole).toBe(whole)
    expect(seen.body.toString()).toBe(parts.join(''))
    const one = taker()
    answer.take(one)
    expect(one.heard).toEqual(whole ? [...parts, 'end '] : parts)
  })

  it('that breaks off while it is looked at is a failure of the look', async () => {
    const { answer } = answered()
    const look = answer.look(10)
    answer.data(part('a'))
    answer.failed(new Error('gone'))
    await expect(look).rejects.toThrow('gone')
  })

  it('is a stream that ends, or fails, as the body does', async () => {
    const { answer } = answered()
    answer.data(part('a'))
    const stream = answer.stream()
    answer.data(part('b'))
    answer.end([])
    expect(await text(stream)).toBe('ab')
    const other = answered().answer
    const broken = other.stream()
    other.failed(new Error('gone'))
    await expect(text(broken)).rejects.toThrow('gone')
  })
})
