import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { StartTagUnrewriter } from './start-tags.ts'

const through = (...chunks: Buffer[]): Promise<string> =>
  text(Readable.from(chunks, { objectMode: false }).pipe(new StartTagUnrewriter()))

/** As the API server writes it, and as the application did. */
const pages: [string, string, string][] = [
  ['a link', '<p>ü<a href="">x</a>', '<p>ü<a href="#">x</a>'],
  ['a placeholder', '<img src="%7B%7Bü%7D%7D">', '<img src="{{ü}}">'],
  ['behind a script', '<script>a</script><a href="">', '<script>a</script><a href="#">'],
  ['behind an end in other letters', '<script>a</SCRIPT ><a href="">', '<script>a</SCRIPT ><a href="#">'],
  ['behind an element of a longer name', '<styled><a href="">', '<styled><a href="#">'],
  ['behind a comment', '<!-- a --><a href="">', '<!-- a --><a href="#">'],
  ['behind an empty comment', '<!--><a href=""><!---><a href="">', '<!--><a href="#"><!---><a href="#">'],
  ['behind signs', '1 < 2 <= <3 <!doctype a> <? -- <a href="">', '1 < 2 <= <3 <!doctype a> <? -- <a href="#">'],
  ['one after another', '<a href=""><a href="">', '<a href="#"><a href="#">'],
]
const others: [string, string][] = [
  ['a script', '<script>a("<a href=\\"\\">", \'<a href="">\', "</scripts>", "<!--")</script>'],
  ['a style', '<style>a:not("<a href="">")</style>'],
  ['a text field', '<textarea><a href=""></textarea>'],
  ['a title', '<title><a href=""></title>'],
  ['a comment', '<!-- <a href=""> -- > -> <a href=""> -->'],
  ['a comment without an end', '<!-- <a href="">'],
  ['text', '<p>href="" %7B%7Ba%7D%7D <'],
  ['a script that names a URL', '<script>go("%7B%7Ba%7D%7D", b="%7B%7B")</script>'],
  ['a tag without an end', '<a href="" '],
  ['an end', '</a href="">'],
]

describe('start tags', () => {
  it.each(pages)('are the application’s own again: %s', async (_name, page, own) => {
    expect(await through(Buffer.from(page))).toBe(own)
  })

  it.each(others)('and nothing else: %s', async (_name, page) => {
    expect(await through(Buffer.from(page))).toBe(page)
  })

  it('are found wherever the page is cut', async () => {
    const all = [...pages, ...others.filter(([name]) => !name.includes('without'))]
    const bytes = Buffer.from(all.map(([, page]) => page).join('\n'))
    const own = all.map(([, page, mended = page]) => mended).join('\n')
    for (let at = 0; at <= bytes.length; at++)
      expect(await through(bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toBe(own)
    expect(await through(...[...bytes].map((byte) => Buffer.of(byte)))).toBe(own)
  })

  it.each([
    ['a tag without an end', `<a href="${'%7B%7B'.repeat(100_000)}`],
    ['placeholders without an end', `<a href="${'%7B%7B\n'.repeat(100_000)}">`],
    ['attributes', `<a ${'="%7B%7B='.repeat(100_000)}>`],
    ['beginnings', '<a'.repeat(300_000)],
    ['ends', `<script>${'</script'.repeat(100_000)}`],
    ['dashes', '-'.repeat(300_000)],
    ['letters', `</${'a'.repeat(300_000)}`],
  ])('cost no more than their length: %s', async (_name, page) => {
    const begun = performance.now()
    await through(Buffer.from(page))
    expect(performance.now() - begun).toBeLessThan(1000)
  })

  it('are not waited for for ever, and nothing else is', () => {
    const unrewriter = new StartTagUnrewriter()
    const begun = `<p title="${'x'.repeat(20_000)}`
    for (const part of ['<p>first', begun, '"> <script>log(1)', '// a < b', '</script><!-- c']) {
      unrewriter.write(part)
      expect(String(unrewriter.read())).toBe(part)
    }
  })
})
