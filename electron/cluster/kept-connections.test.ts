import { once } from 'node:events'
import http from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { connectionsOf, loadClient, type Connection, type KeepingAgent } from './kept-connections.ts'
import { serve } from './testing/test-server.ts'

function agentOf(): KeepingAgent {
  const agent = new http.Agent({ keepAlive: true, timeout: 30_000 })
  onTestFinished(() => {
    connectionsOf(agent).close(new Error('the test is over'))
  })
  return agent
}

const open = (agent: http.Agent, target: string): Promise<Connection> =>
  new Promise((resolve, reject) => {
    connectionsOf(agent).open(target, 'web', (error, connection) => {
      if (connection) resolve(connection)
      else reject(error ?? new Error('nothing'))
    })
  })

/** What a GET on a connection is answered. */
function ask({ client }: Connection, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    client.dispatch(
      { path, method: 'GET' },
      {
        onRequestStart: () => undefined,
        onResponseStart: () => undefined,
        onResponseData: (_controller, chunk) => void (text += chunk.toString()),
        onResponseEnd: () => resolve(text),
        onResponseError: (_controller, error) => reject(error),
      },
    )
  })
}

/** Sends a GET on a connection and lets it go. */
async function get(connection: Connection): Promise<string> {
  const said = await ask(connection, '/')
  connection.release()
  return said
}

it('keeps a connection for the next request to the same place, and the one used last first', async () => {
  const { port, connections } = await serve((_request, response) => response.end('here'))
  const agent = agentOf()
  const target = `http://127.0.0.1:${port}`
  const [one, two] = [await open(agent, target), await open(agent, target)]
  expect(await get(one)).toBe('here')
  await get(two)
  expect(connectionsOf(agent).take('http://127.0.0.1:1')).toBeUndefined()
  expect(connectionsOf(agent).take(target)).toBe(two)
  expect(connectionsOf(agent).take(target)).toBe(one)
  expect(one.reused).toBe(true)
  expect(connections).toHaveLength(2)
})

it('says what the network said when there is no connection', async () => {
  await expect(open(agentOf(), 'http://127.0.0.1:1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

it('gives none that the other end has closed', async () => {
  const { port, connections } = await serve((_request, response) => response.end('here'))
  const agent = agentOf()
  const target = `http://127.0.0.1:${port}`
  await get(await open(agent, target))
  for (const socket of connections) socket.destroy()
  await expect.poll(() => connectionsOf(agent).size).toBe(0)
  expect(connectionsOf(agent).take(target)).toBeUndefined()
})

it('gives none that its agent would not use, and closes it', async () => {
  const { port, connections } = await serve((_request, response) => response.end('here'))
  const agent = agentOf()
  const target = `http://127.0.0.1:${port}`
  await get(await open(agent, target))
  agent.mayReuse = () => false
  const [socket] = connections
  const closed = socket && once(socket, 'close')
  expect(connectionsOf(agent).take(target)).toBeUndefined()
  await closed
  expect(connectionsOf(agent).size).toBe(0)
})

it.each([0, 1])('keeps no more than its agent does: %i', async (most) => {
  const { port } = await serve((_request, response) => response.end('here'))
  const agent = agentOf()
  agent.maxFreeSockets = most
  const target = `http://127.0.0.1:${port}`
  const some = [await open(agent, target), await open(agent, target), await open(agent, target)]
  for (const each of some) await get(each)
  await expect.poll(() => connectionsOf(agent).size).toBe(most)
})

it('closes those that wait, and at the end those in use too', async () => {
  const { port } = await serve((request, response) => {
    if (request.url === '/') response.end('here')
  })
  const agent = agentOf()
  const target = `http://127.0.0.1:${port}`
  const [idle, busy] = [await open(agent, target), await open(agent, target)]
  await get(idle)
  const hanging = ask(busy, '/never')
  const failed = expect(hanging).rejects.toThrow('disconnected')
  connectionsOf(agent).dropIdle()
  await expect.poll(() => connectionsOf(agent).size).toBe(1)
  connectionsOf(agent).close(new Error('disconnected'))
  await failed
  await expect.poll(() => connectionsOf(agent).size).toBe(0)
})

it('opens a few at a time of the hundreds that one asks for, and those of another between', async () => {
  const asked = { hundreds: 0, one: 0 }
  let who: keyof typeof asked = 'hundreds'
  // As an API server that takes its time: it never answers.
  const agent = Object.assign(agentOf(), { createConnection: () => (asked[who]++, undefined) })
  const turns = async (): Promise<void> => {
    for (let each = 0; each < 30; each++) await nextTurn()
  }
  const silent = (): void => undefined
  for (let each = 0; each < 100; each++) connectionsOf(agent).open('http://api.invalid', 'hundreds', silent)
  await loadClient()
  await turns()
  expect(asked.hundreds).toBe(16)
  who = 'one'
  connectionsOf(agent).open('http://api.invalid', 'one', silent)
  await turns()
  expect(asked).toEqual({ hundreds: 16, one: 1 })
})
