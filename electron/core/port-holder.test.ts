import http from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { listeningInodes, portHolder, shortCommand } from './port-holder.ts'

test.each([
  ['/usr/local/bin/kubectl\0proxy\0--port=8001\0', 'kubectl proxy'],
  ['node\0/home/ada/serve.js\0', 'node'],
  ['vault\0s3cret=1\0', 'vault'],
  ['', ''],
])('%j is %j', (line, expected) => expect(shortCommand(line)).toBe(expected))

test('only sockets that listen on that port count', () => {
  const rest = '00000000:00000000 00:00000000 00000000  1000        0'
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    `   0: 0100007F:1F41 00000000:0000 0A ${rest} 111 1 0 100 0 0 10 0`,
    `   1: 0100007F:1F41 0100007F:9C40 01 ${rest} 222 1 0 100 0 0 10 0`,
    `   2: 0100007F:1F42 00000000:0000 0A ${rest} 333 1 0 100 0 0 10 0`,
  ].join('\n')
  expect(listeningInodes(table, 8001)).toEqual(['111'])
})

test.runIf(process.platform === 'linux')('it finds the process that listens, and nobody on a free port', async () => {
  const server = http.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(await portHolder(port)).toContain(`(process ${process.pid})`)
  await new Promise((resolve) => server.close(resolve))
  expect(await portHolder(port)).toBe('')
})
