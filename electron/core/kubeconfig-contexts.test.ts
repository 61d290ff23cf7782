import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { Cluster } from '../cluster/cluster.ts'
import { Clusters } from '../cluster/clusters.ts'
import { Recorder } from '../cluster/testing/recorder.ts'
import { fakeKubernetes } from '../cluster/testing/fake-kubernetes.ts'
import { KubeconfigContexts } from './kubeconfig-contexts.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-contexts-'))
})
afterEach(() => rm(folder, { recursive: true }))

interface Written {
  /** Context → URL of its server. */
  contexts?: Record<string, string>
  current?: string
  token?: string
}

const kubeconfig = ({ contexts = {}, current = '', token = 't' }: Written): string =>
  JSON.stringify({
    'current-context': current,
    clusters: Object.entries(contexts).map(([name, server]) => ({
      name,
      // Else contexts with the same server would be one cluster.
      cluster: { server, 'tls-server-name': name },
    })),
    users: [{ name: 'me', user: { as: token } }],
    contexts: Object.keys(contexts).map((name) => ({ name, context: { cluster: name, user: 'me' } })),
  })

function watched(required = false) {
  const file = join(folder, 'config')
  const clusters = new Clusters()
  onTestFinished(() => clusters.close())
  const contexts = new KubeconfigContexts({ files: [file], required }, clusters)
  const write = async (written: Written | string): Promise<void> => {
    await writeFile(file, typeof written === 'string' ? written : kubeconfig(written))
    await contexts.load()
  }
  const names = (): string[] => clusters.all().map(({ context }) => context)
  return { file, clusters, contexts, write, names }
}

const server = 'https://api.invalid'
const two = { contexts: { dev: server, prod: server } }

describe('a kubeconfig', () => {
  it('has a cluster for each context, in its order, none of them contacted', async () => {
    const { file, clusters, contexts, write, names } = watched()
    await write({ contexts: { prod: server, dev: server } })
    expect(names()).toEqual(['prod', 'dev'])
    expect(clusters.all().every(({ state, source }) => state.phase === 'idle' && source === 'kubeconfig')).toBe(true)
    expect(clusters.get('dev')?.target).toEqual({ server, namespace: '' })
    expect(contexts.state).toEqual({ files: [file], found: 1, failure: null })
    expect(contexts.isEmpty).toBe(false)
  })

  it('that does not exist is empty, unless it must exist', async () => {
    const { contexts } = watched()
    await contexts.load()
    expect(contexts.state).toMatchObject({ found: 0, failure: null })
    expect(contexts.isEmpty).toBe(true)
    expect(() => contexts.check()).not.toThrow()
    const { contexts: asked } = watched(true)
    await asked.load()
    expect(asked.state.failure).toMatchObject({ code: 'kubeconfig-missing' })
    expect(() => asked.check()).toThrow('does not exist')
  })
})

describe('a reload', () => {
  it('adds and removes contexts, and keeps the others as they are', async () => {
    const { clusters, write, names } = watched()
    await write(two)
    const [dev, prod] = clusters.all()
    await write({ contexts: { prod: server, stage: server } })
    expect(names()).toEqual(['prod', 'stage'])
    expect(clusters.get('prod')).toBe(prod)
    expect(clusters.get('dev')).toBeUndefined()
    expect(dev?.listenerCount('changed')).toBe(0)
  })

  it('tells those who listen', async () => {
    const { clusters, write } = watched()
    const heard: string[] = []
    clusters.on('added', ({ context }) => heard.push(`added ${context}`))
    clusters.on('changed', () => heard.push('changed'))
    await write({ contexts: { dev: server } })
    await write({})
    expect(heard).toEqual(['added dev', 'changed', 'changed'])
  })

  it.each<[string, (fake: string) => Written | string]>([
    ['YAML that is broken', () => 'clusters: ['],
    ['a wrong type', () => 'contexts: 1'],
    ['an alias without an anchor', () => 'contexts: *x'],
  ])('with %s keeps the last good state, and says why', async (_name, broken) => {
    const { clusters, contexts, write, names } = watched()
    await write({ ...two, current: 'dev' })
    const before = clusters.all()
    await write(broken(server))
    expect(names()).toEqual(['dev', 'prod'])
    expect(clusters.all()).toEqual(before)
    expect(contexts.state).toMatchObject({ found: 1, failure: { code: 'kubeconfig-invalid' } })
    expect(contexts.first(undefined)).toBe('dev')
    await write(two)
    expect(contexts.state.failure).toBeNull()
  })

  it('connects what was connected anew where it says something else, and nothing else', async () => {
    const [first, second] = [await fakeKubernetes(), await fakeKubernetes()]
    const { clusters, write } = watched()
    const urls = { dev: first.server.url, prod: second.server.url, idle: first.server.url }
    await write({ contexts: urls })
    const [dev, prod, idle] = clusters.all()
    await Promise.all([dev?.listed(), prod?.listed()])
    await second.watches.count(2)
    await write({ contexts: { ...urls, dev: second.server.url } })
    await first.server.abandoned()
    await dev?.listed()
    expect([dev?.target.server, prod?.target.server]).toEqual([second.server.url, second.server.url])
    // One pair of watches that never ended, and the pair of the context that moved.
    await second.watches.count(4)
    expect(second.watches.entries).toHaveLength(4)
    expect(idle?.state.phase).toBe('idle')
  })

  it('of another namespace alone leaves the connection as it is', async () => {
    const fake = await fakeKubernetes()
    const { clusters, write } = watched()
    const config = (namespace: string): string =>
      kubeconfig({ contexts: { dev: fake.server.url } }).replace(
        '"user":"me"}',
        `"user":"me","namespace":"${namespace}"}`,
      )
    await write(config('one'))
    const dev = clusters.get('dev')
    await dev?.listed()
    await write(config('two'))
    expect(dev?.target.namespace).toBe('two')
    expect(dev?.state.phase).toBe('connected')
    expect(fake.lists.entries).toHaveLength(2)
  })

  it('comes by itself when a file changes, breaks and is mended', async () => {
    const { file, contexts, names, write } = watched()
    onTestFinished(() => contexts.close())
    await write({ contexts: { dev: server } })
    const loads = new Recorder()
    await contexts.watch(() => loads.note(contexts.state.failure?.message ?? names().join()))
    const put = async (text: string): Promise<void> => {
      await writeFile(`${file}.new`, text)
      await rename(`${file}.new`, file)
    }
    await put(kubeconfig(two))
    await loads.until((seen) => seen.at(-1) === 'dev,prod')
    await put('contexts:\n- name: [')
    await loads.until((seen) => seen.at(-1)?.includes(`${file}, line 2, column`) === true)
    expect(names()).toEqual(['dev', 'prod'])
    await put(kubeconfig({ contexts: { prod: server } }))
    await loads.until((seen) => seen.at(-1) === 'prod')
  })

  it.each<[string, (file: string) => Promise<void>]>([
    ['gone', (file) => rm(file)],
    ['empty', (file) => writeFile(file, '')],
  ])('keeps what is connected while its file is %s for a moment, and not for longer', async (_what, lose) => {
    const fake = await fakeKubernetes()
    const { file, clusters, contexts, write } = watched()
    onTestFinished(() => contexts.close())
    await write({ contexts: { dev: fake.server.url } })
    const dev = clusters.get('dev')
    await dev?.listed()
    const loads = new Recorder()
    await contexts.watch(() => loads.note('loaded'))
    await lose(file)
    // So that it is noticed before there is another.
    await delay(500)
    await writeFile(file, kubeconfig({ contexts: { dev: fake.server.url, prod: server } }))
    await loads.until((seen) => seen.length > 0 && clusters.get('prod') !== undefined)
    expect(clusters.get('dev')).toBe(dev)
    expect(dev?.state.phase).toBe('connected')
    await lose(file)
    await loads.until(() => clusters.all().length === 0)
  })

  it('takes new credentials for something else', async () => {
    const fake = await fakeKubernetes()
    const { clusters, write } = watched()
    await write({ contexts: { dev: fake.server.url } })
    await clusters.get('dev')?.listed()
    await write({ contexts: { dev: fake.server.url }, token: 'new' })
    await clusters.get('dev')?.listed()
    expect(fake.server.requests.at(-1)?.headers['impersonate-user']).toBe('new')
  })

  it('disconnects what it removes', async () => {
    const fake = await fakeKubernetes()
    const { clusters, write } = watched()
    await write({ contexts: { dev: fake.server.url } })
    await clusters.get('dev')?.listed()
    await write({})
    await fake.server.abandoned()
    expect(clusters.all()).toEqual([])
  })

  it('leaves the demo cluster alone, and a name that it has', async () => {
    const { clusters, write, names } = watched()
    const demo = new Cluster('demo', 'demo', () => {
      throw new Error('not asked')
    })
    clusters.add(demo)
    await write({ contexts: { demo: server, dev: server } })
    expect(names()).toEqual(['demo', 'dev'])
    await write({})
    expect(clusters.all()).toEqual([demo])
  })
})

describe('contexts that lead to the same cluster as the same user', () => {
  const config = (names: readonly string[], other = 'https://other.invalid'): string =>
    JSON.stringify({
      clusters: [
        { name: 'c', cluster: { server } },
        { name: 'other', cluster: { server: other } },
      ],
      users: [{ name: 'me', user: { token: 't' } }],
      contexts: [
        ...names.map((name) => ({ name, context: { cluster: 'c', user: 'me', namespace: `${name}-space` } })),
        { name: 'elsewhere', context: { cluster: 'other', user: 'me' } },
      ],
    })

  it('are one, which answers to the names of all', async () => {
    const { clusters, write, names } = watched()
    await write(config(['one', 'two', 'three']))
    expect(names()).toEqual(['one', 'elsewhere'])
    const one = clusters.get('one')
    expect(one?.contexts).toEqual([
      { context: 'one', namespace: 'one-space' },
      { context: 'two', namespace: 'two-space' },
      { context: 'three', namespace: 'three-space' },
    ])
    expect(clusters.get('two')).toBe(one)
    expect(clusters.get('nobody')).toBeUndefined()
  })

  it('stay under the name that they have when others come before, and part when they differ', async () => {
    const { clusters, write, names } = watched()
    await write(config(['two']))
    const two = clusters.get('two')
    const heard: string[] = []
    clusters.on('changed', () => heard.push('changed'))
    await write(config(['one', 'two']))
    expect(names()).toEqual(['two', 'elsewhere'])
    expect(clusters.get('one')).toBe(two)
    expect(heard).toEqual(['changed'])
    await write(config(['one'], server))
    expect(names()).toEqual(['elsewhere'])
    expect(clusters.get('one')).toBe(clusters.get('elsewhere'))
    await write(config(['one']))
    expect(clusters.get('one')).not.toBe(clusters.get('elsewhere'))
  })
})

describe('first', () => {
  it.each<[string, Written, string | undefined, string | undefined]>([
    ['the one that is asked for', { ...two, current: 'dev' }, 'prod', 'prod'],
    ['the current one', { ...two, current: 'prod' }, undefined, 'prod'],
    ['the only one', { contexts: { dev: server } }, undefined, 'dev'],
    ['left open between several', two, undefined, undefined],
    ['none where there is none', {}, undefined, undefined],
  ])('is %s', async (_name, written, wanted, expected) => {
    const { contexts, write } = watched()
    await write(written)
    expect(contexts.first(wanted)).toBe(expected)
  })

  it.each<[string, Written, string | undefined]>([
    ['asked for', two, 'stage'],
    ['current', { ...two, current: 'stage' }, undefined],
  ])('is refused where the one %s does not exist', async (_name, written, wanted) => {
    const { contexts, write } = watched()
    await write(written)
    let thrown: unknown
    try {
      contexts.first(wanted)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({
      failure: { code: 'context-unknown', message: expect.stringContaining('dev, prod') as string },
    })
    contexts.report(thrown)
    expect(contexts.state.failure).toMatchObject({ code: 'context-unknown' })
    expect(() => contexts.check()).toThrow('stage')
  })
})
