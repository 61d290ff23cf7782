import http from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'

/** What a page notices; `at` in ms since the epoch. */
export type PageEvent =
  /** A poll that began at `at` has ended; status 0 where there was no answer. */
  | { kind: 'poll'; at: number; ms: number; status: number }
  /** A WebSocket opened, answered after having been silent for `ms`, or ended (also one that never opened). */
  | { kind: 'socket'; what: 'opened' | 'answered' | 'ended'; at: number; ms: number }
  /**
   * A download's first byte came, or the next one after `ms`; it is whole, broke off with an error, or ended short of its
   * length without one, which must never be.
   */
  | { kind: 'download'; what: 'flows' | 'resumed' | 'whole' | 'broke' | 'short'; at: number; ms: number }

export interface PageOptions {
  /** Of Porthole's listener. */
  port: number
  /** Of the Service's origin, without the port. */
  host: string
  /** Bytes of a download; 0 for none. */
  size: number
  report: (event: PageEvent) => void
}

/** Between two polls and two messages, in ms. */
const beat = 200
/** As browsers have it for one host. */
const pollsAtOnce = 6
/** How fast a download is read, bytes per second: slow enough that it is under way while something happens. */
const speed = 30_000_000
/** Silence worth telling of, in ms. */
const notable = 1_000
const again = 300

/** A page that is open on a Service: it polls, talks over a WebSocket and downloads, and begins anew what breaks off. */
export class Page {
  readonly #options: PageOptions
  readonly #headers: http.OutgoingHttpHeaders
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: pollsAtOnce })
  #stop = new AbortController()
  #parts: Promise<void>[] = []
  /** Polls under way. */
  #polls = 0

  constructor(options: PageOptions) {
    this.#options = options
    this.#headers = { host: `${options.host}:${options.port}` }
  }

  open(): void {
    this.#stop = new AbortController()
    this.#parts = [this.#poll(), this.#talk(), ...(this.#options.size > 0 ? [this.#download()] : [])]
  }

  /** Ends the WebSocket and the download, and waits for the polls under way: nothing of the page is open then. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#parts)
    while (this.#polls > 0) await delay(20)
    this.#agent.destroy()
  }

  async #poll(): Promise<void> {
    while (await this.#goesOn(beat)) {
      if (this.#polls >= pollsAtOnce) continue
      this.#polls += 1
      const at = Date.now()
      const done = (status: number): void => {
        this.#polls -= 1
        this.#options.report({ kind: 'poll', at, ms: Date.now() - at, status })
      }
      this.#get('/headers', this.#agent)
        .once('response', (answer: http.IncomingMessage) => {
          const { statusCode = 0 } = answer
          answer.resume().once('close', () => done(answer.complete ? statusCode : 0))
        })
        .once('error', () => done(0))
    }
  }

  async #talk(): Promise<void> {
    while (await this.#goesOn(again)) await this.#conversation()
  }

  #conversation(): Promise<void> {
    const { port, report } = this.#options
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers: this.#headers as Record<string, string> })
    let heard = Date.now()
    const say = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send('here')
    }, beat)
    const stop = (): void => socket.terminate()
    this.#stop.signal.addEventListener('abort', stop)
    return new Promise((resolve) => {
      socket.on('error', () => undefined)
      socket.once('open', () => {
        heard = Date.now()
        report({ kind: 'socket', what: 'opened', at: heard, ms: 0 })
      })
      socket.on('message', () => {
        const ms = Date.now() - heard
        heard += ms
        if (ms > notable) report({ kind: 'socket', what: 'answered', at: heard, ms })
      })
      socket.once('close', () => {
        clearInterval(say)
        this.#stop.signal.removeEventListener('abort', stop)
        if (!this.#stop.signal.aborted)
          report({ kind: 'socket', what: 'ended', at: Date.now(), ms: Date.now() - heard })
        resolve()
      })
    })
  }

  async #download(): Promise<void> {
    while (await this.#goesOn(again)) await this.#oneDownload()
  }

  #oneDownload(): Promise<void> {
    const { size, report } = this.#options
    const request = this.#get(`/bytes/${size}`, false)
    const stop = (): void => void request.destroy()
    this.#stop.signal.addEventListener('abort', stop)
    let bytes = 0
    let heard = Date.now()
    let owed = 0
    return new Promise((resolve) => {
      const ended = (what: 'whole' | 'broke' | 'short'): void => {
        if (!this.#stop.signal.aborted) {
          report({ kind: 'download', what, at: Date.now(), ms: Date.now() - heard })
        }
        this.#stop.signal.removeEventListener('abort', stop)
        resolve()
      }
      request.once('error', () => ended('broke'))
      request.once('response', (answer: http.IncomingMessage) => {
        request.removeAllListeners('error').on('error', () => undefined)
        answer.on('error', () => undefined)
        if (answer.statusCode !== 200) answer.resume()
        else answer.on('data', take)
        answer.once('close', () => {
          if (answer.statusCode !== 200 || !answer.complete) ended('broke')
          else ended(bytes === size ? 'whole' : 'short')
        })
        function take({ length }: Buffer): void {
          const now = Date.now()
          if (bytes === 0) report({ kind: 'download', what: 'flows', at: now, ms: 0 })
          else if (now - heard > notable) report({ kind: 'download', what: 'resumed', at: now, ms: now - heard })
          heard = now
          bytes += length
          // After a pause it does not hurry: its speed is that of now.
          owed += (length / speed) * 1000
          if (owed < 20) return
          answer.pause()
          setTimeout(() => answer.resume(), owed)
          owed = 0
        }
      })
    })
  }

  #get(path: string, agent: http.Agent | false): http.ClientRequest {
    return http.get({ host: '127.0.0.1', port: this.#options.port, path, agent, headers: this.#headers })
  }

  /** Waits, and says whether the page is still open. */
  async #goesOn(ms: number): Promise<boolean> {
    await delay(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined)
    return !this.#stop.signal.aborted
  }
}
