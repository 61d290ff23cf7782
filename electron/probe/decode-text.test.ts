import { expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')

it.each([
  ['UTF-8 unless something says otherwise', Buffer.from('é'), 'text/html', 'é'],
  ['what Content-Type says', latin1('é'), 'text/html; charset=ISO-8859-1', 'é'],
  ['in quotes, too', latin1('é'), 'text/html; charset="windows-1252"', 'é'],
  ['what the page says', latin1('<meta charset=iso-8859-1>é'), 'text/html', '<meta charset=iso-8859-1>é'],
  [
    'in the old way, too',
    latin1('<meta http-equiv="Content-Type" content="text/html; charset=latin1">é'),
    'text/html',
    '<meta http-equiv="Content-Type" content="text/html; charset=latin1">é',
  ],
  [
    'Content-Type before the page',
    Buffer.from('<meta charset=latin1>é'),
    'text/html;charset=utf-8',
    '<meta charset=latin1>é',
  ],
  ['a mark before both', Buffer.from('\ufeffé', 'utf16le'), 'text/html; charset=latin1', 'é'],
  ['other scripts', Buffer.from([0x93, 0xfa, 0x96, 0x7b]), 'text/html; charset=Shift_JIS', '日本'],
  ['not UTF-16 by a declaration in ASCII', Buffer.from('<meta charset=utf-16>é'), '', '<meta charset=utf-16>é'],
  ['a label that nobody knows counts as none', Buffer.from('é'), 'text/html; charset=x-none', 'é'],
  ['a character that was cut is no error', Buffer.from('é').subarray(0, 1), '', '\ufffd'],
])('%s', (_rule, bytes, contentType, expected) => {
  expect(decodeText(bytes, contentType)).toBe(expected)
})
