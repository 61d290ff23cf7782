import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * A port of 127.0.0.1 that leads to another, as if that were far: whatever is said takes so long, and the first words wait
 * until TCP's own would be through.
 *
 * @param roundTrip ms
 */
export async function farServer(port: number, roundTrip: number): Promise<{ port: number; close: () => void }> {
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    const open = performance.now() + roundTrip
    carry(near, far, () => Math.max(open, performance.now()) + roundTrip / 2)
    carry(far, near, () => performance.now() + roundTrip / 2)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}

/** One timer after another, so that what is said stays in its order. */
function carry(from: Socket, to: Socket, due: () => number): void {
  let last = Promise.resolve()
  const later = (then: () => void): void => {
    const at = due()
    last = last.then(() => new Promise((resolve) => setTimeout(resolve, at - performance.now()))).then(then)
  }
  from.on('data', (data) => later(() => void to.write(data)))
  from.on('error', () => undefined).once('close', () => later(() => void to.destroy()))
}
