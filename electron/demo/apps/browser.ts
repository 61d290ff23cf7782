import { request, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { text } from 'node:stream/consumers'

export interface Visit {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A little browser for tests of the applications: it keeps cookies, and shows redirects instead of following them. */
export class Browser {
  readonly #origin: URL
  readonly #cookies = new Map<string, string>()

  constructor(origin: string) {
    this.#origin = new URL(origin)
  }

  /** Loads a page, or posts a form where one is given. */
  async visit(path: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<Visit> {
    const answer = await this.open(path, form, headers)
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) }
  }

  /** The same, without reading the body. */
  open(path: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<IncomingMessage> {
    const body = form && new URLSearchParams(form).toString()
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const options = {
      method: form ? 'POST' : 'GET',
      agent: false,
      rejectUnauthorized: false,
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
    } as const
    return new Promise((resolve, reject) => {
      const ask = this.#origin.protocol === 'https:' ? requestTls : request
      const asked = ask(new URL(path, this.#origin), options, (answer) => {
        for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line)
        resolve(answer)
      })
      asked.once('error', reject).end(body)
    })
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}
