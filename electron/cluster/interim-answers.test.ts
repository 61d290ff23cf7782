import { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { skipInterim } from './interim-answers.ts'

const go = 'HTTP/1.1 100 Continue\r\n\r\n'
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

/** What is read of a connection whose bytes come in these pieces; `?` stands for a request that is sent. */
function readOf(...pieces: string[]): string {
  const socket = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
  const asked = skipInterim(socket)
  let text = ''
  for (const piece of pieces) {
    if (piece === '?') asked()
    else socket.push(Buffer.from(piece, 'latin1'))
    // As Node does for who listens: it takes nothing.
    socket.read(0)
    for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) {
      text += chunk.toString('latin1')
    }
  }
  return text
}

describe('an answer that nobody asked for', () => {
  it.each([
    ['none', ['?', ok], ok],
    ['alone', ['?', go, ok], ok],
    ['in one piece with the answer', ['?', go + ok], ok],
    ['twice', ['?', go, go + ok], ok],
    ['with headers', ['?', `HTTP/1.1 100 Go on\r\nX-A: b\r\n\r\n${ok}`], ok],
    ['byte by byte', ['?', ...Array.from(go + ok)], ok],
    ['before the second answer', ['?', go + ok, '?', go + ok], ok + ok],
    ['early hints', ['?', `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${go}${ok}`], ok],
    ['in a body', ['?', ok, go], ok + go],
    ['without a request', [go], go],
    [
      'what begins alike',
      ['?', 'HTTP/1.1 1', '01 Switching Protocols\r\n\r\n'],
      'HTTP/1.1 101 Switching Protocols\r\n\r\n',
    ],
    [
      'with a line that is no header',
      ['?', 'HTTP/1.1 200 OK\r\nWarn', 'ing\r\nX-A: b\r', '\n\r\nok'],
      'HTTP/1.1 200 OK\r\nX-A: b\r\n\r\nok',
    ],
    ['with one and bare line feeds', ['?', 'HTTP/1.1 200 OK\nWarning\n\nok\r\n\r\n'], 'HTTP/1.1 200 OK\n\nok\r\n\r\n'],
    ['of another protocol', ['?', '-ERR unknown command\r\n'], '-ERR unknown command\r\n'],
    ['without an end', ['?', `HTTP/1.1 100 ${'x'.repeat(20_000)}`, ok], `HTTP/1.1 100 ${'x'.repeat(20_000)}${ok}`],
  ])('%s', (_name, pieces, text) => {
    expect(readOf(...pieces)).toBe(text)
  })
})
