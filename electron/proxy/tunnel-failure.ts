import { FailureError, failure, type Failure } from '../../shared/failure.ts'

/** By this it is known again. */
const noAnswer = 'closed the connection without an answer'

/** The first byte of a TLS alert, which a TLS server sends to whoever speaks HTTP to it. */
const tlsAlert = 0x15

/**
 * What an error means on a connection that is a tunnel to a pod: the tunnel's own failures say it themselves, everything
 * else was done by the application at its end.
 *
 * @param name the Service, as `namespace/name`
 */
export function tunnelFailure(error: unknown, name: string): Failure {
  if (error instanceof FailureError) return error.failure
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = error instanceof Error ? error.message : String(error)
  if (code === 'EPROTO' || /^ERR_(SSL|TLS)/.test(code)) {
    return failure('wrong-scheme', `${name} does not speak TLS on this port: ${words.split('\n')[0] ?? ''}`)
  }
  if (code.startsWith('HPE_')) {
    const packet = error instanceof Error && 'rawPacket' in error ? error.rawPacket : undefined
    if (Buffer.isBuffer(packet) && packet[0] === tlsAlert) {
      return failure('wrong-scheme', `${name} speaks TLS on this port, and was asked in plain HTTP.`)
    }
    return failure('not-http', `What ${name} answers is not HTTP: ${words}`)
  }
  return failure('service-unreachable', `${name} ${noAnswer} (${words}).`)
}

/** Whether it was the application that gave no answer, reached as it was: nothing is wrong with the tunnel then. */
export function isApplicationsOwn({ code, message }: Failure): boolean {
  return code === 'not-http' || message.includes(noAnswer)
}
