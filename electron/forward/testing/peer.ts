import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer, type ServerOptions } from 'ws'
import { channelWire } from '../channel-frames.ts'
import { Tunnel, tunnelTimes, type TunnelTimes } from '../tunnel.ts'
import type { TunnelWire } from '../wire.ts'

/** The kubelet's end of a WebSocket that speaks `v4.channel.k8s.io`, in the words of a test. */
export class Peer {
  readonly socket: WebSocket
  /** What the tunnel has sent, message by message, without the channel. */
  readonly messages: Buffer[] = []
  readonly closed: Promise<number>

  constructor(socket: WebSocket) {
    this.socket = socket
    this.closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('message', (message) => {
      if (Buffer.isBuffer(message)) this.messages.push(message.subarray(1))
    })
    // The port begins each channel.
    for (const channel of [0, 1]) this.send(channel, Buffer.of(0x90, 0x1f))
  }

  data(...parts: (Buffer | string)[]): void {
    for (const part of parts) this.send(0, Buffer.from(part))
  }

  error(text: string): void {
    this.send(1, Buffer.from(text))
  }

  /** Settles when so many bytes have come in all; gives them. */
  async received(length: number): Promise<Buffer> {
    for (;;) {
      const whole = Buffer.concat(this.messages)
      if (whole.length >= length) return whole
      await once(this.socket, 'message')
    }
  }

  send(channel: number, body: Buffer): void {
    this.socket.send(Buffer.concat([Buffer.of(channel), body]))
  }
}

export interface Connected {
  tunnel: Tunnel
  peer: Peer
  /** The tunnel's end of the WebSocket. */
  socket: WebSocket
}

/** A tunnel and its kubelet, over a real WebSocket; both are gone when the test ends. */
export async function connected(
  times: Partial<TunnelTimes> = {},
  options: ServerOptions = {},
  wire: TunnelWire = channelWire(),
): Promise<Connected> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, ...options })
  await once(server, 'listening')
  const accepted = once(server, 'connection')
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const tunnel = new Tunnel(() => pausedWhenOpen(socket).then(() => ({ socket, wire })), { ...tunnelTimes, ...times })
  const [end] = (await accepted) as [WebSocket]
  const peer = new Peer(end)
  onTestFinished(async () => {
    tunnel.destroy()
    end.terminate()
    await new Promise((resolve) => server.close(resolve))
  })
  return { tunnel, peer, socket }
}

async function pausedWhenOpen(socket: WebSocket): Promise<void> {
  const open = once(socket, 'open')
  socket.once('open', () => socket.pause())
  await open
}

/** Numbered bytes, so that a piece that is lost, doubled or moved is seen. */
export function numbered(length: number): Buffer {
  const whole = Buffer.alloc(length)
  for (let at = 0; at + 4 <= length; at += 4) whole.writeUInt32LE(at, at)
  return whole
}
