import { describe, expect, it } from 'vitest'
import { readHead, titleLimit } from './html-head.ts'

describe('the title of a page', () => {
  it.each([
    ['is its title element', '<html><head><title>Grafana</title>', 'Grafana'],
    ['whatever its case and attributes', '<TITLE data-x="a>b" lang=en>Argo CD</TITLE >', 'Argo CD'],
    ['is one line', '<title>\n  Tom\n\t Jerry  </title>', 'Tom Jerry'],
    [
      'has its references decoded',
      '<title>Q&amp;A &#8212; &#x1F600; &eacute;t&eacute; &nosuch;</title>',
      'Q&A — 😀 été &nosuch;',
    ],
    ['is text, not markup', '<title>a <b>c</b></title>', 'a <b>c</b>'],
    ['is the first one', '<title>one</title><title>two</title>', 'one'],
    ['is not in a comment', '<!-- <title>no</title> --><title>yes</title>', 'yes'],
    ['is not in a script', '<script>"<title>no</title>"</script><title>yes</title>', 'yes'],
    ['is not a drawing’s', '<svg><title>logo</title></svg><title>yes</title>', 'yes'],
    ['is not an element that begins alike', '<title-bar>no</title-bar><title>yes</title>', 'yes'],
    ['may be cut off', '<title>half a ti', 'half a ti'],
    ['may be missing', '<h1>hello</h1>', ''],
    ['cannot turn the writing around or hide', '<title>a\u202eb\u2066c\u200bd\u0000e</title>', 'abcd e'],
    ['keeps the joiners of scripts and emoji', '<title>👩\u200d🚀</title>', '👩\u200d🚀'],
  ])('%s', (_rule, html, expected) => {
    expect(readHead(html).title).toBe(expected)
  })

  it('has a length that fits a line', () => {
    const { title } = readHead(`<title>${'😀'.repeat(5000)}</title>`)
    expect(Array.from(title)).toHaveLength(titleLimit)
    expect(title.endsWith('😀…')).toBe(true)
  })
})

describe('the icons of a page', () => {
  it.each([
    ['are its icon links', '<link rel="icon" href="/a.png">', ['/a.png']],
    ['in any spelling', "<LINK href='b.ico' REL='Shortcut Icon'/><link rel=icon href=c.svg>", ['b.ico', 'c.svg']],
    [
      'those for tabs before those for telephones',
      '<link rel=apple-touch-icon href=t><link rel=icon href=i>',
      ['i', 't'],
    ],
    ['not other links', '<link rel="stylesheet" href="/a.css"><link rel="mask-icon" href="/m.svg">', []],
    ['not one without an address', '<link rel="icon">', []],
    ['not one in a comment or a script', '<!--<link rel=icon href=a>--><script>"<link rel=icon href=b>"</script>', []],
    ['decoded', '<link rel=icon href="/i?a=1&amp;b=2">', ['/i?a=1&b=2']],
    ['the first of repeated attributes', '<link rel=icon href=a href=b>', ['a']],
  ])('%s', (_rule, html, expected) => {
    expect(readHead(html).icons).toEqual(expected)
  })

  it('are relative to the first base', () => {
    expect(readHead('<base href="/app/"><base href="/no/">').base).toBe('/app/')
    expect(readHead('<p>').base).toBeUndefined()
  })
})

it('reads a page that was made to be slow in time', () => {
  for (const hostile of ['<title "', '<link \'"', '<!--', '<svg>', '<link a=', '<link ', '<title ', '<title', '<']) {
    const began = performance.now()
    readHead(hostile.repeat(65_536 / hostile.length))
    expect(performance.now() - began).toBeLessThan(250)
  }
})
