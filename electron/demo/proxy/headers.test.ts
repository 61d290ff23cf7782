import { describe, expect, it } from 'vitest'
import { answerHeaders, requestHeaders, upgradeHeaders } from './headers.ts'

const names = (headers: [string, string][]): string[] => headers.map(([name]) => name)

describe('requestHeaders', () => {
  it.each([
    'Authorization',
    'X-Remote-User',
    'X-Remote-Group',
    'X-Remote-Uid',
    'X-Remote-Extra-Scopes',
    'Impersonate-User',
    'Impersonate-Extra-Reason',
    'Connection',
    'Keep-Alive',
    'Proxy-Authorization',
    'TE',
    'Transfer-Encoding',
    'Upgrade',
  ])('drops %s', (name) => {
    expect(names(requestHeaders([name, 'x', 'Cookie', 'a=1'], '127.0.0.1'))).toEqual(['Cookie', 'X-Forwarded-For'])
  })

  it('drops what Connection names', () => {
    expect(names(requestHeaders(['Connection', 'close, X-One', 'x-one', '1', 'X-Two', '2'], '127.0.0.1'))).toEqual([
      'X-Two',
      'X-Forwarded-For',
    ])
  })

  it('adds the client to X-Forwarded-For', () => {
    expect(requestHeaders(['x-forwarded-for', '192.0.2.1', 'X-Forwarded-For', '192.0.2.2'], '127.0.0.1')).toEqual([
      ['X-Forwarded-For', '192.0.2.1, 192.0.2.2, 127.0.0.1'],
    ])
  })
})

describe('upgradeHeaders', () => {
  it('keeps what asks for the upgrade, and drops credentials', () => {
    const raw = ['Connection', 'Upgrade', 'Upgrade', 'websocket', 'Authorization', 'x', 'Sec-WebSocket-Key', 'k']
    expect(names(upgradeHeaders(raw, '127.0.0.1'))).toEqual([
      'Connection',
      'Upgrade',
      'Sec-WebSocket-Key',
      'X-Forwarded-For',
    ])
  })
})

describe('answerHeaders', () => {
  it('drops permissions to other origins and what is hop by hop, and keeps cookies apart', () => {
    const raw = [
      ...[
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'Access-Control-Allow-Origin',
        '*',
        'Access-Control-Allow-Methods',
        '*',
      ],
      ...[
        'Access-Control-Max-Age',
        '5',
        'Transfer-Encoding',
        'chunked',
        'Keep-Alive',
        'timeout=5',
        'WWW-Authenticate',
        'Basic',
      ],
    ]
    expect(answerHeaders(raw)).toEqual([
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Access-Control-Max-Age', '5'],
      ['WWW-Authenticate', 'Basic'],
    ])
  })
})
