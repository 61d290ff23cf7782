import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hungWindow } from './running-window.ts'

let folder: string
let server: Server | undefined
beforeEach(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-hung-'))))
afterEach(async () => {
  server?.close()
  await rm(folder, { recursive: true, force: true })
})

async function serving(answer: string): Promise<string> {
  server = createServer((socket) => {
    if (answer !== '') socket.end(answer)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const file = path.join(folder, 'serving.json')
  await writeFile(file, JSON.stringify({ pid: process.pid, port, classic: {}, kubeconfig: [], demo: null }))
  return file
}

it('is none where nothing runs, or where it answers, even with a refusal', async () => {
  expect(await hungWindow(path.join(folder, 'none'))).toBeUndefined()
  expect(await hungWindow(await serving('HTTP/1.1 403 Forbidden\r\n\r\n'))).toBeUndefined()
})

it('is none where the port is closed: the file was left behind', async () => {
  const file = await serving('x')
  server?.close()
  expect(await hungWindow(file)).toBeUndefined()
})

it('is one that takes the connection and says nothing', async () => {
  expect(await hungWindow(await serving(''), 50)).toBe(
    `The Porthole that runs (process ${process.pid}) has not answered within 0.05 s. Nothing was opened: end it, then try again.`,
  )
})
