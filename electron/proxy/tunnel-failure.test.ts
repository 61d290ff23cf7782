import { describe, expect, it } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import { tunnelFailure } from './tunnel-failure.ts'

const error = (code: string, more: object = {}): Error => Object.assign(new Error('said'), { code, ...more })

describe('tunnelFailure', () => {
  it.each([
    ['a failure of the tunnel itself', new FailureError('no-endpoints'), 'no-endpoints'],
    ['TLS asked of plain HTTP', error('EPROTO'), 'wrong-scheme'],
    ['another failure of TLS', error('ERR_SSL_WRONG_VERSION_NUMBER'), 'wrong-scheme'],
    ['HTTP asked of TLS', error('HPE_INVALID_CONSTANT', { rawPacket: Buffer.from([0x15, 3, 3]) }), 'wrong-scheme'],
    ['another protocol', error('HPE_INVALID_CONSTANT', { rawPacket: Buffer.from('-ERR') }), 'not-http'],
    ['a hang-up', error('ECONNRESET'), 'service-unreachable'],
    ['anything else', 'odd', 'service-unreachable'],
  ])('%s', (_name, thrown, code) => {
    expect(tunnelFailure(thrown, 'shop/web').code).toBe(code)
  })
})
