import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { TemplateUnrewriter } from './templates.ts'

const through = (...chunks: Buffer[]): Promise<string> =>
  text(Readable.from(chunks, { objectMode: false }).pipe(new TemplateUnrewriter()))

/** As the API server writes it, and as the application did. */
const pages: [string, string, string][] = [
  ['a call', '<img src="a-%7B%7Bstate%28%29%7D%7D.png">', '<img src="a-{{state()}}.png">'],
  ['several', '<a href="/%7B%7Ba%7D%7D/%7B%7Bb%7D%7D#%7B%7Bc%7D%7D">', '<a href="/{{a}}/{{b}}#{{c}}">'],
  ['a choice', '<a href="%7B%7Ba%20?b:c}}/x%20y">', '<a href="{{a ?b:c}}/x%20y">'],
  ['words and signs', '<a href="%7B%7Ba%20%7C%20f:%22&amp;%3C%22%7D%7D">', '<a href="{{a | f:&#34;&amp;&lt;&#34;}}">'],
  ['another alphabet', '<a href="%7B%7B%C3%BC%7D%7D">', '<a href="{{ü}}">'],
]

describe('placeholders in URLs', () => {
  it.each(pages)('come back: %s', async (_name, page, own) => {
    expect(await through(Buffer.from(page))).toBe(own)
  })

  it('come back wherever the page is cut', async () => {
    const bytes = Buffer.from(pages.map(([, page]) => page).join('\n'))
    const own = pages.map(([, , page]) => page).join('\n')
    for (let at = 0; at <= bytes.length; at++)
      expect(await through(bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toBe(own)
  })

  it.each([
    ['one brace', '<a href="/%7Bid%7D">'],
    ['text', '<p>%7B%7Ba%7D%7D</p>'],
    ['a script', '<script>go("%7B%7Ba%7D%7D")</script>'],
    ['other bytes', '<a href="/a%20b">'],
  ])('and nothing else: %s', async (_name, page) => {
    expect(await through(Buffer.from(page))).toBe(page)
  })

  it.each([
    ['an attribute without an end', `<a href="${'%7B%7B'.repeat(100_000)}`],
    ['placeholders without an end', `<a href="${'%7B%7B\n'.repeat(100_000)}">`],
    ['beginnings', '="%7B%7B='.repeat(100_000)],
  ])('cost no more than their length: %s', async (_name, page) => {
    const begun = performance.now()
    await through(Buffer.from(page))
    expect(performance.now() - begun).toBeLessThan(1000)
  })

  it('are not waited for for ever', () => {
    const unrewriter = new TemplateUnrewriter()
    for (const text of ['<p>first', `<p title="${'x'.repeat(20_000)}`]) {
      unrewriter.write(text)
      expect(String(unrewriter.read())).toBe(text)
    }
  })
})
