import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { HtmlUnrewriter } from './html.ts'

const prefix = '/api/v1/namespaces/default/services/web:http/proxy'
const host = 'web.default.demo.localhost:8001'
const hosts = [host, 'api.example:6443']

/** What comes out when a page goes in in these chunks. */
async function through(chunks: readonly Uint8Array[]): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of Readable.from(chunks, { objectMode: false }).pipe(new HtmlUnrewriter(prefix, hosts)))
    if (Buffer.isBuffer(part)) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
const whole = (page: string): Promise<string> => through([Buffer.from(page)])

describe('HtmlUnrewriter', () => {
  it.each([
    ['a path in double quotes', `<a href="${prefix}/x?y=${prefix}/z#a">`, `<a href="/x?y=${prefix}/z#a">`],
    ['a path in single quotes', `<a href='${prefix}/x'>`, "<a href='/x'>"],
    ['the root', `<form action="${prefix}/">`, '<form action="/">'],
    [
      'the root as /.',
      `<a href="${prefix}"><a href="${prefix}?x"><a href="${prefix}#y">`,
      '<a href="/"><a href="/?x"><a href="/#y">',
    ],
    ['several', `<img src="${prefix}/a"><img src="${prefix}/b">`, '<img src="/a"><img src="/b">'],
    ['one after another without anything between', `"${prefix}/"${prefix}/"`, '"/"/"'],
    ['this origin', `<a href="http://${host}${prefix}/x">`, `<a href="http://${host}/x">`],
    ['this origin with TLS', `<a href="https://${host}${prefix}/x">`, `<a href="https://${host}/x">`],
    ['this origin without a scheme', `<a href="//${host}${prefix}/x">`, `<a href="//${host}/x">`],
    ['this origin in a meta refresh', `content="0; url=//${host}${prefix}/x"`, `content="0; url=//${host}/x"`],
    [
      "the API server's address",
      `<a href="https://api.example:6443${prefix}/x">`,
      '<a href="https://api.example:6443/x">',
    ],
    ['the very beginning of a page', `"${prefix}/x"`, '"/x"'],
  ])('takes the prefix out of %s', async (_name, page, expected) => {
    expect(await whole(page)).toBe(expected)
  })

  it.each([
    ['text', `<p>Open ${prefix}/x</p>`],
    ['text at the very beginning', `${prefix}/x`],
    ['an element', `<code>${prefix}/x</code>`],
    ['a template', `\`${prefix}/x\``],
    ['a value without quotes', `<a href=${prefix}/x>`],
    ['a query', `<a href="/login?next=${prefix}/x">`],
    ['another Service', `<a href="${prefix.replace('web', 'api')}/x">`],
    ['another port', `<a href="${prefix}s/x">`],
    ['another host', `<a href="http://evil.example${prefix}/x">`],
    ['a host that ends like this one', `<a href="http://x.${host}${prefix}/x">`],
    ['this host without slashes before it', `<p>${host}${prefix}/x</p>`],
    ['another case', `<a href="${prefix.toUpperCase()}/x">`],
    ['an end behind it that is no value’s', `<p>${prefix}?x and '${prefix}'`],
    ['the beginning of a prefix at the end of a page', `<a href="${prefix.slice(0, -3)}`],
    ['a page without it', '<!doctype html><title>ü</title>'],
    ['an empty page', ''],
  ])('leaves alone %s', async (_name, page) => {
    expect(await whole(page)).toBe(page)
  })

  const page = `"${prefix}/a'${prefix}/ü😀"${prefix}x//${host}${prefix}/b ${prefix}/c"${prefix.slice(0, 20)}"${prefix}"${prefix}/`
  const taken = `"/a'/ü😀"${prefix}x//${host}/b ${prefix}/c"${prefix.slice(0, 20)}"/"/`

  it('does not depend on where a page is cut in two', async () => {
    const bytes = Buffer.from(page)
    expect(await whole(page)).toBe(taken)
    for (let at = 0; at <= bytes.length; at++) {
      expect(await through([bytes.subarray(0, at), bytes.subarray(at)]), `cut at ${at}`).toBe(taken)
    }
  })

  it.each([1, 2, 3, 7, 53])('does not depend on being cut every %i bytes', async (size) => {
    const bytes = Buffer.from(page)
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    )
    expect(await through(chunks)).toBe(taken)
  })

  it('leaves bytes that are no UTF-8 as they are', async () => {
    const bytes = Buffer.from([0x80, 0xff, 0x22, ...Buffer.from(`${prefix}/`), 0xfe, 0x00])
    const parts: Buffer[] = []
    for await (const part of Readable.from([bytes], { objectMode: false }).pipe(new HtmlUnrewriter(prefix, hosts)))
      if (Buffer.isBuffer(part)) parts.push(part)
    expect(Buffer.concat(parts)).toEqual(Buffer.from([0x80, 0xff, 0x22, 0x2f, 0xfe, 0x00]))
  })

  it('passes on at once what cannot be the beginning of the prefix', async () => {
    const unrewriter = new HtmlUnrewriter(prefix, hosts)
    const seen: string[] = []
    unrewriter.on('data', (chunk: Buffer) => seen.push(chunk.toString()))
    await new Promise((resolve) => unrewriter.write('<title>first</title>', resolve))
    expect(seen.join('')).toBe('<title>first</title>')
    await new Promise((resolve) => unrewriter.write(`<a href="${prefix.slice(0, 9)}`, resolve))
    expect(seen.join('')).toBe('<title>first</title><a href="')
  })

  it('does not mind having no hosts', async () => {
    const unrewriter = new HtmlUnrewriter(prefix, [])
    unrewriter.end(`"${prefix}/x`)
    expect(await text(unrewriter)).toBe('"/x')
  })
})
