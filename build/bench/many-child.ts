// Many WebSockets and downloads of one Service at once, from one process; prints one line of JSON when it is over.
//   PORT HOST SOCKETS DOWNLOADS SECONDS → Many
import http from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Many } from './many.ts'

const [port, host = '', sockets, downloads, seconds] = process.argv.slice(2)
const headers = { host: `${host}:${port ?? ''}` }
const end = Date.now() + Number(seconds) * 1000
/** Each WebSocket says something so often, in ms. */
const beat = 1_000

const roundTrips: number[] = []
let lost = 0
let bytes = 0
let broken = 0

async function talk(): Promise<void> {
  // Not all in the same moment.
  await delay(Math.random() * 2_000)
  const socket = new WebSocket(`ws://127.0.0.1:${port ?? ''}/ws`, { headers, perMessageDeflate: false })
  await new Promise<void>((resolve) => {
    let said = 0
    let timer: NodeJS.Timeout | undefined
    const say = (): void => {
      if (Date.now() >= end) {
        socket.removeAllListeners('close')
        socket.terminate()
        resolve()
        return
      }
      said = performance.now()
      socket.send('here')
    }
    socket.on('error', () => undefined)
    socket.once('open', say)
    socket.on('message', () => {
      roundTrips.push(performance.now() - said)
      timer = setTimeout(say, beat)
    })
    socket.once('close', () => {
      clearTimeout(timer)
      lost += 1
      resolve()
    })
  })
}

async function download(): Promise<void> {
  while (Date.now() < end) {
    await new Promise<void>((resolve) => {
      const request = http.get({ host: '127.0.0.1', port, path: '/bytes/200000000', agent: false, headers })
      request.once('error', () => {
        broken += 1
        resolve()
      })
      request.once('response', (answer: http.IncomingMessage) => {
        answer.on('error', () => undefined)
        answer.on('data', ({ length }: Buffer) => {
          bytes += length
          if (Date.now() >= end) answer.destroy()
        })
        answer.once('close', () => {
          if (!answer.complete && Date.now() < end) broken += 1
          resolve()
        })
      })
    })
  }
}

const started = performance.now()
await Promise.all([
  ...Array.from({ length: Number(sockets) }, talk),
  ...Array.from({ length: Number(downloads) }, download),
])
const took = (performance.now() - started) / 1000
roundTrips.sort((a, b) => a - b)
const at = (share: number): number => roundTrips[Math.floor(share * (roundTrips.length - 1))] ?? Number.NaN
const result: Many = {
  lost,
  broken,
  messages: roundTrips.length,
  p50: at(0.5),
  p99: at(0.99),
  megabytesPerSecond: bytes / 1e6 / took,
}
process.stdout.write(`${JSON.stringify(result)}\n`)
process.exit(0)
