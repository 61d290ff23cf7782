import { onTestFinished } from 'vitest'
import { Reflector } from '../reflector.ts'
import { accessTo } from './contexts.ts'
import { fakeKubernetes, servicesPath, type FakeKubernetes, type OpenWatch } from './fake-kubernetes.ts'
import { apiService } from './objects.ts'
import { Recorder } from './recorder.ts'
import { sendStatus } from './test-server.ts'

export interface Running {
  fake: FakeKubernetes
  reflector: Reflector
  log: Recorder
  /** How long each pause was to be, in ms. */
  delays: number[]
  /** Settles when {@link Reflector.run} has. */
  ended: Promise<void>
  /** The watch of that number, from 1. */
  watch: (number: number) => Promise<OpenWatch>
}

const keyOf = (object: unknown): string => (object as { metadata: { name: string } }).metadata.name

/** A reflector that notes what it reports; it never waits longer than the next event between two tries. */
export async function startReflector(
  prepare: (fake: FakeKubernetes) => void = () => undefined,
  { patient = false } = {},
): Promise<Running> {
  const fake = await fakeKubernetes()
  prepare(fake)
  const log = new Recorder()
  const delays: number[] = []
  let items = 0
  const reflector = new Reflector(accessTo(fake.server.url), servicesPath, {
    listing: () => log.note('listing'),
    item: () => {
      items++
    },
    page: (received, remaining) => {
      log.note(`page ${items} ${received} ${remaining ?? '?'}`)
      items = 0
    },
    listed: () => log.note('listed'),
    upsert: (object) => log.note(`upsert ${keyOf(object)}`),
    delete: (object) => log.note(`delete ${keyOf(object)}`),
    watching: () => log.note('watching'),
    failed: ({ code }, retryAt) => {
      log.note(`failed ${code}`)
      delays.push(Math.round((retryAt - Date.now()) / 10) * 10)
      if (!patient) setImmediate(() => reflector.retry())
    },
    retrying: () => log.note('retrying'),
  })
  const ended = reflector.run()
  onTestFinished(() => reflector.stop())
  const watch = async (number: number): Promise<OpenWatch> => {
    await fake.watches.count(number)
    const found = fake.watches.entries[number - 1]
    if (!found) throw new Error('no watch')
    return found
  }
  return { fake, reflector, log, delays, ended, watch }
}
/** One that a server has told to wait, and that nobody has asked since; the server would answer now. */
export async function pausedReflector(): Promise<Running> {
  const running = await startReflector(
    (fake) => {
      fake.intercept = (_request, response) => (sendStatus(response, 500, 'no'), true)
    },
    { patient: true },
  )
  await last(running.log, 'failed api-server-error')
  running.fake.intercept = () => false
  return running
}
export const services = (count: number) => Array.from({ length: count }, (_, i) => apiService(`apps/s${i}`))
export const named = (name: string, resourceVersion: string): unknown => ({ metadata: { name, resourceVersion } })
export const last = (log: Recorder, text: string) => log.until((entries) => entries.at(-1) === text)
export const versions = ({ fake }: Running): (string | null)[] =>
  fake.watches.entries.map(({ query }) => query.get('resourceVersion'))
