import http from 'node:http'
import type { Page } from 'playwright/test'

export interface Asked {
  method?: string
  headers?: Record<string, string>
}

export interface Answered {
  status: number
  body: string
}

/** The origin of a Service of the demo cluster, as Porthole would copy it. */
export async function demoOrigin(page: Page, namespace: string, name: string): Promise<URL> {
  const ref = { cluster: 'demo', namespace, name, port: '' }
  const answer = await page.evaluate((asked) => window.porthole.invoke('service.copyTargets', asked), ref)
  if (!answer.ok) throw new Error(answer.message)
  const target = answer.value.find(({ kind }) => kind === 'origin')
  if (!target) throw new Error(`${name} has no origin`)
  return new URL(target.value)
}

/** Asks a Service through its origin, as a program does; the names below localhost are not every resolver's to know. */
export function askOrigin(origin: URL, path: string, options: Asked = {}, body?: string): Promise<Answered> {
  const headers = { ...options.headers, host: origin.host }
  return new Promise((resolve, reject) => {
    const request = http.request({ ...options, host: '127.0.0.1', port: origin.port, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }))
    })
    request.on('error', reject).end(body)
  })
}
