import { createHash, createPrivateKey, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { devUpdateKey } from '../../build/package/dev-update-key.ts'

/** What a feed says, each time that it is asked. */
export interface FeedAnswers {
  /** The metadata and its signature; undefined where there is none. */
  metadata: string | undefined
  signature: string | undefined
  /** Writes the answer to whoever asks for a file of the release. */
  file: (response: ServerResponse) => void
}

export interface ReleaseFeed {
  /** As a build would have it: ends with a slash. */
  readonly base: string
  /** Paths that were asked for, in order. */
  readonly asked: string[]
  /** How many connections came, whatever was asked on them. */
  connections: () => number
  answers: FeedAnswers
  close: () => Promise<void>
}

/** Serves releases as a release page does, from a port of this computer. */
export async function serveFeed(answers: FeedAnswers): Promise<ReleaseFeed> {
  let connections = 0
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const text = path.endsWith('.sig')
      ? feed.answers.signature
      : path.endsWith('.yml')
        ? feed.answers.metadata
        : undefined
    if (path.startsWith('/download/v')) feed.answers.file(response)
    else if (text === undefined) response.writeHead(404).end()
    else response.end(text)
  })
  server.on('connection', () => (connections += 1))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const feed: ReleaseFeed = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    connections: () => connections,
    answers,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return feed
}

/** What electron-builder writes of a version with one file. */
export function metadataOf(version: string, name: string, content: Buffer): string {
  const sha512 = createHash('sha512').update(content).digest('base64')
  return `version: ${version}
files:
  - url: ${name}
    sha512: ${sha512}
    size: ${content.length}
path: ${name}
sha512: ${sha512}
releaseDate: '2026-11-27T12:00:00.000Z'
`
}

/** The signature of a text, with the key of builds that are no release. */
export function signatureOf(text: string): string {
  const key = createPrivateKey({ key: Buffer.from(devUpdateKey.private, 'base64'), format: 'der', type: 'pkcs8' })
  return `${sign(null, Buffer.from(text), key).toString('base64')}\n`
}
