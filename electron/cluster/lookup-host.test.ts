import dgram from 'node:dgram'
import dns, { type LookupAddress } from 'node:dns'
import { once } from 'node:events'
import net from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { askServers, hostLookup, lookupHost } from './lookup-host.ts'

type Lookup = typeof lookupHost

const all = (lookup: Lookup, host: string, family = 0): Promise<LookupAddress[]> =>
  new Promise((resolve, reject) => {
    lookup(host, { all: true, family }, (error, found) => {
      if (error) reject(error)
      else resolve(found as LookupAddress[])
    })
  })

const never = () => new Promise<LookupAddress[]>(() => undefined)

it('connects to what the system finds, in both forms in which Node asks', async () => {
  const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  for (const autoSelectFamily of [true, false]) {
    const socket = net.connect({ host: 'localhost', port, family: 4, autoSelectFamily, lookup: lookupHost })
    await once(socket, 'connect')
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
  }
})

it('fails as the system does', async () => {
  await expect(all(lookupHost, 'no such host.invalid')).rejects.toMatchObject({ code: 'ENOTFOUND' })
})

it('asks for a name once at a time, and again afterwards', async () => {
  const asked: string[] = []
  const lookup = hostLookup((host) => {
    asked.push(host)
    return Promise.resolve([{ address: '192.0.2.7', family: 4 }])
  })
  const found = [{ address: '192.0.2.7', family: 4 }]
  expect(await Promise.all(['a.test', 'a.test', 'b.test'].map((host) => all(lookup, host)))).toEqual([
    found,
    found,
    found,
  ])
  expect(asked).toEqual(['a.test', 'b.test'])
  await all(lookup, 'a.test')
  expect(asked).toEqual(['a.test', 'b.test', 'a.test'])
})

it('believes a DNS server while the system does not answer', async () => {
  const server = await dnsServer({ 'api.test': '192.0.2.9' })
  const resolver = new dns.promises.Resolver()
  resolver.setServers([server])
  const lookup = hostLookup(never, (host, options) => askServers(host, options, resolver))
  expect(await all(lookup, 'api.test')).toEqual([{ address: '192.0.2.9', family: 4 }])
  expect(await all(lookup, 'localhost', 4)).toEqual([{ address: '127.0.0.1', family: 4 }])
  expect(await all(lookup, 'a.localhost')).toEqual([
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ])
  expect(await askServers('other.test', {}, resolver)).toEqual([])
})

it('waits for the system where no DNS server knows the name', async () => {
  let answer: (found: LookupAddress[]) => void = () => undefined
  const lookup = hostLookup(
    () => new Promise((resolve) => (answer = resolve)),
    () => {
      setImmediate(() => answer([{ address: '192.0.2.3', family: 4 }]))
      return Promise.resolve([])
    },
  )
  expect(await all(lookup, 'printer.local')).toEqual([{ address: '192.0.2.3', family: 4 }])
})

/** Answers A for the names that it has, and that there is nothing for all else (RFC 1035, section 4.1). Returns its address. */
async function dnsServer(names: Record<string, string>): Promise<string> {
  const socket = dgram.createSocket('udp4')
  socket.on('message', (query, from) => {
    const labels: string[] = []
    let at = 12
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length))
      at += length + 1
    }
    const question = query.subarray(12, at + 5)
    const address = query.readUInt16BE(at + 1) === 1 ? names[labels.join('.').toLowerCase()] : undefined
    const head = Buffer.from(query.subarray(0, 12))
    // An answer, recursion available; NXDOMAIN without an address.
    head.writeUInt16BE(address ? 0x8180 : 0x8183, 2)
    head.writeUInt16BE(1, 4)
    head.writeUInt16BE(address ? 1 : 0, 6)
    head.writeUInt32BE(0, 8)
    // The name by a pointer to the question's, class IN, kept for a second.
    const record = address
      ? Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)])
      : Buffer.alloc(0)
    socket.send(Buffer.concat([head, question, record]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return `127.0.0.1:${socket.address().port}`
}
