import { once } from 'node:events'
import { Script } from 'node:vm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { Browser } from '../browser.ts'
import { startChat } from './chat.ts'
import { chatScript } from './chat-script.ts'
import { Room, type RoomEvent } from './room.ts'

const now = (): number => Date.parse('2026-08-04T10:00:00Z')

describe('Room', () => {
  const enter = (room: Room): { leave: () => void; heard: RoomEvent[]; texts: () => string[] } => {
    const heard: RoomEvent[] = []
    const leave = room.join((event) => void heard.push(event))
    return { leave, heard, texts: () => heard.flatMap((event) => (event.type === 'said' ? [event.text] : [])) }
  }

  it('tells everybody what is said, and newcomers what was', () => {
    const room = new Room(now)
    const one = enter(room)
    const two = enter(room)
    room.say(one.leave, ' hello ')
    expect(one.heard.at(-1)).toEqual({ type: 'said', from: 'Anchor', text: 'hello', at: now(), mine: true })
    expect(two.heard.at(-1)).toEqual({ type: 'said', from: 'Anchor', text: 'hello', at: now(), mine: false })
    expect(enter(room).texts()).toEqual(one.texts())
    expect(room.said).toBe(1)
  })

  it('counts who is there', () => {
    const room = new Room(now)
    const one = enter(room)
    const two = enter(room)
    two.leave()
    two.leave()
    const counts = one.heard.flatMap((event) => (event.type === 'people' ? [event.count] : []))
    expect(counts).toEqual([1, 2, 1])
    expect(room.size).toBe(1)
  })

  it('takes nothing from nobody, and nothing empty', () => {
    const room = new Room(now)
    const { leave, texts } = enter(room)
    const before = texts().length
    room.say(leave, '   ')
    leave()
    room.say(leave, 'too late')
    expect(texts()).toHaveLength(before)
    expect(room.said).toBe(0)
  })

  it('remembers fifty messages of at most 500 characters', () => {
    const room = new Room(now)
    const { leave } = enter(room)
    for (let count = 0; count < 60; count++) room.say(leave, 'x'.repeat(600))
    expect(
      enter(room)
        .texts()
        .map(({ length }) => length),
    ).toEqual(Array(50).fill(500))
  })
})

describe('chat', () => {
  it('talks over /ws, and counts on its other port', async () => {
    const chat = await startChat(now)
    onTestFinished(() => chat.close())
    const browser = new Browser(`http://127.0.0.1:${chat.port}`)
    expect((await browser.visit('/')).body).toContain('<title>Chat</title>')
    expect((await browser.visit('/assets/app.js')).status).toBe(200)
    const socket = new WebSocket(`ws://127.0.0.1:${chat.port}/ws`)
    const heard: RoomEvent[] = []
    socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as RoomEvent))
    await once(socket, 'open')
    socket.send('ahoy')
    while (!heard.some((event) => event.type === 'said' && event.text === 'ahoy')) await once(socket, 'message')
    const { body, headers } = await new Browser(`http://127.0.0.1:${chat.metricsPort}`).visit('/metrics')
    expect(headers['content-type']).toContain('version=0.0.4')
    expect(body).toContain('# TYPE chat_people gauge\nchat_people 1\n')
    expect(body).toContain('chat_messages_total 1\n')
  })

  it('has a WebSocket nowhere else', async () => {
    const chat = await startChat(now)
    onTestFinished(() => chat.close())
    const socket = new WebSocket(`ws://127.0.0.1:${chat.port}/other`)
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toContain('404')
  })

  it('has a script that parses', () => {
    expect(() => new Script(chatScript)).not.toThrow()
  })
})
