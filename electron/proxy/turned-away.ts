import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

interface Told {
  refused: (how: string) => void
  taken: () => void
}

/** Closes that name no fault (RFC 6455, 7.4.1): done, and going away. */
const usual: ReadonlySet<number> = new Set([1000, 1001])
const closeFrame = 0x88
/** What stays open for longer without a word has been taken, in ms. */
const soon = 5000
/** What is read of an answer by which the API server may say that nothing came. */
const statusLimit = 1024

/**
 * Tells what became of a WebSocket that was answered 101. Many servers take each, and turn it away then: the first they say
 * is a Close that names a fault, or they hang up before they say anything.
 */
export function followTaken(upstream: Socket, client: Socket, told: Told): void {
  const opened = performance.now()
  let over = false
  const once = (tell: () => void): void => {
    if (!over) tell()
    over = true
    client.off('data', said)
  }
  /** A page that closes by itself gets its own code back. */
  const said = (words: Buffer): void => {
    if (words[0] === closeFrame) once(() => undefined)
  }
  client.on('data', said)
  upstream.once('data', (first: Buffer) => {
    const code = first[0] === closeFrame && first.length >= 4 ? first.readUInt16BE(2) : undefined
    once(() => (code === undefined || usual.has(code) ? told.taken() : told.refused(`closed it at once (${code})`)))
  })
  const ended = (): void =>
    once(() => {
      if (performance.now() - opened > soon) told.taken()
      else if (!client.destroyed && !client.readableEnded) told.refused('hung up')
    })
  upstream.once('end', ended).once('close', ended)
}

/** Tells of an upgrade that was answered with something else; reads along what is handed on. */
export function followRefused(incoming: IncomingMessage, told: Told): void {
  const { statusCode: status = 502 } = incoming
  if (status < 500) told.refused(`answered ${status}`)
  if (status !== 500) return
  // What the application did the API server says so; what else it says is not about that.
  let said = ''
  incoming.on('data', (piece: Buffer) => {
    if (said.length < statusLimit) said += piece.toString('latin1')
  })
  incoming.once('end', () => {
    const [match, answered] =
      /"message":"(?:(?:unexpected )?EOF|invalid upgrade response: status code (\d+))"/.exec(said) ?? []
    if (match !== undefined) told.refused(answered === undefined ? 'hung up' : `answered ${answered}`)
  })
}
