import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mergeKubeconfigs, type Kubeconfig } from '../../electron/cluster/kubeconfig.ts'
import { kubeconfigSource, readKubeconfigFiles } from '../../electron/cluster/kubeconfig-files.ts'
import { FailureError } from '../../shared/failure.ts'
import { kubectlFor } from './kubectl-for.ts'
import { forms } from './kubeconfig-forms.ts'
import { kubectlView, telling, type Entry } from './kubeconfig-view.ts'

const kubectl = await kubectlFor('forms of YAML as kubectl reads them')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-forms-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Entries = Record<string, Entry>
const refused = 'refused'

async function porthole(environment: NodeJS.ProcessEnv): Promise<Record<string, unknown> | typeof refused> {
  try {
    const config = mergeKubeconfigs(await readKubeconfigFiles(kubeconfigSource(undefined, environment)))
    return { current: config.currentContext, ...lists(config) }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    expect(error.message).toMatch(/, line \d+, column \d+: ./)
    return refused
  }
}

function lists({ clusters, users, contexts }: Kubeconfig): Record<string, Entries> {
  const entries = (list: ReadonlyMap<string, Entry>): Entries =>
    Object.fromEntries([...list].map(([name, entry]) => [name, telling(entry)]))
  return { clusters: entries(clusters), users: entries(users), contexts: entries(contexts) }
}

async function theirs(environment: NodeJS.ProcessEnv): Promise<Record<string, unknown> | typeof refused> {
  const answer = await kubectlView(kubectl, environment)
  if ('refused' in answer) return refused
  const { view } = answer
  const entries = (list: readonly { name: string; [key: string]: unknown }[] | null, key: string): [string, Entry][] =>
    (list ?? []).map((entry) => [entry.name, entry[key] as Entry])
  // A context without a name is one that nobody can ask for.
  const named = entries(view.contexts, 'context').filter(([name]) => name !== '')
  return {
    current: view['current-context'],
    ...lists({
      currentContext: '',
      clusters: new Map(entries(view.clusters, 'cluster')),
      users: new Map(entries(view.users, 'user')),
      contexts: new Map(named),
    }),
  }
}

describe('forms of YAML', () => {
  it('say the same to Porthole as to kubectl', { timeout: 300_000 }, async () => {
    const found: object[] = []
    for (const [index, { name, bytes }] of forms.entries()) {
      const file = join(folder, String(index))
      await writeFile(file, bytes)
      const environment = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: file }
      const [ours, said] = await Promise.all([porthole(environment), theirs(environment)])
      try {
        expect(ours).toEqual(said)
      } catch {
        found.push({ name, ours, said })
      }
    }
    expect(found).toEqual([])
  })

  it('are read from the files that kubectl reads', async () => {
    await writeFile(join(folder, 'config'), 'current-context: usual')
    const home = join(folder, 'home')
    for (const list of [':', '', '~/config', `:${join(folder, 'config')}:`, '::/nowhere:']) {
      const environment = { PATH: process.env['PATH'], HOME: home, KUBECONFIG: list }
      expect([list, await porthole(environment)]).toEqual([list, await theirs(environment)])
    }
  })
})
