import { describe, expect, it } from 'vitest'
import { parseServiceSegment, portNumber } from './service-segment.ts'

describe('parseServiceSegment', () => {
  it.each([
    ['pulse', { scheme: '', name: 'pulse', port: '' }],
    ['pulse:http', { scheme: '', name: 'pulse', port: 'http' }],
    ['pulse:3000', { scheme: '', name: 'pulse', port: '3000' }],
    ['pulse:', { scheme: '', name: 'pulse', port: '' }],
    ['https:ledger:https', { scheme: 'https', name: 'ledger', port: 'https' }],
    ['http:ledger:80', { scheme: 'http', name: 'ledger', port: '80' }],
    ['https:ledger:', { scheme: 'https', name: 'ledger', port: '' }],
    [':pulse:http', { scheme: '', name: 'pulse', port: 'http' }],
  ])('%s', (segment, parsed) => {
    expect(parseServiceSegment(segment)).toEqual(parsed)
  })

  // `https:ledger` is a Service called "https" with a port "ledger", as in the real server.
  it('reads two parts as name and port', () => {
    expect(parseServiceSegment('https:ledger')).toEqual({ scheme: '', name: 'https', port: 'ledger' })
  })

  it.each(['', ':', ':http', 'https::443', 'ftp:pulse:21', 'HTTPS:pulse:443', 'a:b:c:d'])('refuses %j', (segment) => {
    expect(parseServiceSegment(segment)).toBeUndefined()
  })
})

describe('portNumber', () => {
  it.each([
    ['8080', 8080],
    ['0', 0],
    ['-1', -1],
    ['http', undefined],
    ['80a', undefined],
    ['', undefined],
  ])('%j → %s', (text, number) => {
    expect(portNumber(text)).toBe(number)
  })
})
