import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { awake } from '../cluster/wake.ts'
import { failureOf } from './testing/failure-of.ts'
import { connected, numbered } from './testing/peer.ts'

const kB = 1024
const MB = 1024 * kB

describe('the pings of a tunnel', () => {
  it('end a tunnel that nobody answers on', async () => {
    const { tunnel } = await connected({ ping: 20 }, { autoPong: false })
    expect(failureOf((await once(tunnel, 'error'))[0])).toMatchObject({ code: 'connection-timeout' })
  })

  it('keep a quiet tunnel that answers', async () => {
    // Longer than a busy machine takes to answer.
    const { tunnel, peer } = await connected({ ping: 300 })
    for (let count = 0; count < 4; count++) await once(peer.socket, 'ping')
    expect(tunnel.destroyed).toBe(false)
  })

  it('are sent at once after a sleep, and what does not answer then is given up', async () => {
    const { tunnel, peer } = await connected({ waking: 30 }, { autoPong: false })
    peer.data('x')
    await once(tunnel, 'data')
    awake()
    await once(peer.socket, 'ping')
    expect(failureOf((await once(tunnel, 'error'))[0])).toMatchObject({ code: 'connection-timeout' })
  })

  it('keep a tunnel that answers after a sleep, and ask nothing of one that is closed', async () => {
    const { tunnel, peer, socket } = await connected({ waking: 30 })
    await once(tunnel, 'connect')
    for (let count = 0; count < 2; count++) {
      awake()
      await once(peer.socket, 'ping')
    }
    await once(peer.socket, 'ping')
    expect(tunnel.destroyed).toBe(false)
    const ping = vi.spyOn(socket, 'ping')
    tunnel.destroy()
    awake()
    expect(ping).not.toHaveBeenCalled()
  })

  it('do not end a tunnel whose reader has paused it', async () => {
    const { tunnel, peer, socket } = await connected({ ping: 100 }, { autoPong: false })
    const total = numbered(2 * MB)
    for (let at = 0; at < total.length; at += 32 * kB) peer.data(total.subarray(at, at + 32 * kB))
    while (!socket.isPaused) await once(socket, 'message')
    // Time itself is what is tested.
    await setTimeout(350)
    peer.socket.close(1000)
    expect((await buffer(tunnel)).equals(total)).toBe(true)
  })
})
