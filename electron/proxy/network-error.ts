import { FailureError } from '../../shared/failure.ts'
import { answerLimit, StaleConnection } from '../cluster/kept-connections.ts'

/** undici's errors as Node's own client would have them. They are known by their names: undici is read late. */
export function asNetworkError(error: Error): Error {
  const as = (code: string, message: string, more?: object): Error =>
    Object.assign(new Error(message, { cause: error }), { code, ...more })
  if (error.name === 'HeadersTimeoutError') {
    return new FailureError('service-timeout', `Nothing came for ${answerLimit / 1000} s.`)
  }
  if (error.name === 'SocketError' || error instanceof StaleConnection) return as('ECONNRESET', 'socket hang up')
  if (error.name === 'HeadersOverflowError') return as('HPE_HEADER_OVERFLOW', 'Header overflow')
  if (error.name === 'HTTPParserError') {
    // undici looks llhttp's number up in a table of names, so that most of its errors have no code.
    const { code = 'HPE_INVALID_CONSTANT', message } = error as { code?: string; message: string }
    return as(code, message, { rawPacket: Buffer.from(String(Reflect.get(error, 'data') ?? ''), 'latin1') })
  }
  return error
}
