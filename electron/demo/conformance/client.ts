import type { IncomingMessage } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import type { ConformanceCluster } from './cluster.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** As it came, not inflated. */
  readonly bytes: Buffer
  readonly text: string
  /** The body as JSON. */
  json(): unknown
}

export interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Another token than the cluster's, or none. */
  readonly token?: string | undefined
}

/** A plain HTTPS client for an API server: paths are sent as they are written. */
export class Client {
  readonly #cluster: Pick<ConformanceCluster, 'server' | 'ca' | 'token'>
  readonly #agent: Agent

  constructor(cluster: Pick<ConformanceCluster, 'server' | 'ca' | 'token'>) {
    this.#cluster = cluster
    this.#agent = new Agent({ ca: cluster.ca })
  }

  /** `HOST:PORT`, as in the Host header. */
  get host(): string {
    return new URL(this.#cluster.server).host
  }

  /** Asks and reads the whole answer. */
  async ask(path: string, options: Ask = {}): Promise<Answer> {
    const answer = await this.open(path, options)
    const bytes = await buffer(answer)
    const text = bytes.toString()
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      bytes,
      text,
      json: () => JSON.parse(text) as unknown,
    }
  }

  /** Asks and gives the answer as soon as its head is there. */
  open(path: string, { method = 'GET', headers = {}, body, ...rest }: Ask = {}): Promise<IncomingMessage> {
    const token = 'token' in rest ? rest.token : this.#cluster.token
    const { hostname, port } = new URL(this.#cluster.server)
    return new Promise((resolve, reject) => {
      const request = httpsRequest({
        host: hostname,
        port,
        path,
        method,
        agent: this.#agent,
        // Not the Host header, which tests choose.
        servername: '',
        headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
      })
      request.once('response', resolve)
      request.once('error', reject)
      request.end(body)
    })
  }

  /** Opens a watch; `next` waits for an event, and is undefined at the end of the stream. */
  async watch(path: string): Promise<Watch> {
    const answer = await this.open(path)
    const lines = createInterface({ input: answer })[Symbol.asyncIterator]()
    return {
      status: answer.statusCode ?? 0,
      next: async () => {
        const line = (await lines.next()) as { done: boolean; value: string }
        return line.done ? undefined : (JSON.parse(line.value) as WatchLine)
      },
      close: () => void answer.destroy(),
    }
  }

  close(): void {
    this.#agent.destroy()
  }
}

export interface WatchLine {
  readonly type: string
  readonly object: {
    readonly kind: string
    readonly apiVersion: string
    readonly code?: number
    readonly reason?: string
    readonly message?: string
    readonly metadata: {
      readonly name?: string
      readonly resourceVersion?: string
      readonly labels?: Record<string, string>
    }
  }
}

export interface Watch {
  readonly status: number
  readonly next: () => Promise<WatchLine | undefined>
  readonly close: () => void
}
