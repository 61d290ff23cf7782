import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kubeContext } from '../../electron/cluster/kube-context.ts'
import { mergeKubeconfigs, type Kubeconfig } from '../../electron/cluster/kubeconfig.ts'
import { kubeconfigSource, readKubeconfigFiles } from '../../electron/cluster/kubeconfig-files.ts'
import { FailureError } from '../../shared/failure.ts'
import { runCommand } from '../cluster/run-command.ts'
import { kubectlFor } from './kubectl-for.ts'
import { besides, generateKubeconfig, type GeneratedFile } from './kubeconfig-generator.ts'
import { seededRandom } from './kubeconfig-random.ts'
import { refusedByBoth, refusedByOne } from './kubeconfig-refusals.ts'
import { kubectlView, telling, type Entry } from './kubeconfig-view.ts'

/** Cases to try; the same seed makes the same cases. */
const seed = Number(process.env['PORTHOLE_KUBECONFIG_SEED'] ?? Date.now() % 1_000_000)
const cases = 320
const atOnce = 2

const kubectl = await kubectlFor('kubeconfigs as kubectl reads them')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-parity-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function write(home: string, files: readonly GeneratedFile[]): Promise<NodeJS.ProcessEnv> {
  for (const path of [...besides, ...files.map(({ path }) => path)])
    await mkdir(dirname(join(home, path)), { recursive: true })
  // Each says where it is, so that what kubectl embeds tells which one it read.
  for (const path of besides) await writeFile(join(home, path), join(home, path))
  for (const { path, text } of files) if (text !== null) await writeFile(join(home, path), text)
  const list = files.map(({ path }) => join(home, path)).join(delimiter)
  return { PATH: process.env['PATH'], HOME: home, KUBECONFIG: list }
}

async function portholeView(environment: NodeJS.ProcessEnv): Promise<Kubeconfig | FailureError> {
  try {
    return mergeKubeconfigs(await readKubeconfigFiles(kubeconfigSource(undefined, environment)))
  } catch (error) {
    if (error instanceof FailureError) return error
    throw error
  }
}

interface Counts {
  configurations: number
  refused: number
  contexts: number
  incomplete: number
  embedded: number
}

/** Every difference of one case, each a line. */
async function differences(number: number, counts: Counts): Promise<string[]> {
  const random = seededRandom(seed * 1000 + number)
  const files = generateKubeconfig(random)
  const home = join(folder, String(number))
  const environment = await write(home, files)
  const found: string[] = []
  const compare = (what: string, ours: unknown, theirs: unknown): void => {
    const [a, b] = [JSON.stringify(sorted(ours)), JSON.stringify(sorted(theirs))]
    if (a !== b) found.push(`case ${number}, ${what}: Porthole ${a}, kubectl ${b}`)
  }
  const [ours, theirs] = await Promise.all([portholeView(environment), kubectlView(kubectl, environment)])
  counts.configurations++
  if (ours instanceof FailureError || 'refused' in theirs) {
    counts.refused++
    const [said, meant] = [
      ours instanceof FailureError ? ours.message : 'reads it',
      'refused' in theirs ? theirs.refused : 'reads it',
    ]
    if ((said === 'reads it') !== (meant === 'reads it'))
      found.push(`case ${number}: Porthole ${said}, kubectl ${meant}`)
    return found
  }
  const { view } = theirs
  const known = (view.contexts ?? []).map(({ name }) => name).filter((name) => name !== '')
  compare('contexts', [...ours.contexts.keys()].sort(), known.sort())
  compare('current context', ours.currentContext, view['current-context'])
  for (const name of [...known, 'nobody-has-this']) {
    const minified = await kubectlView(kubectl, environment, '--minify', `--context=${name}`)
    const context = ours.contexts.get(name)
    const clusterName = context?.cluster ?? ''
    const userName = context?.user ?? ''
    counts.contexts++
    if ('refused' in minified) {
      counts.incomplete++
      // The same sentence is not asked for, the same answer is.
      if (!refuses(ours, name)) found.push(`case ${number}, ${name}: kubectl refuses it: ${minified.refused}`)
      continue
    }
    const [{ cluster } = { cluster: {} as Entry }] = minified.view.clusters ?? []
    const [{ user } = { user: {} as Entry }] = minified.view.users ?? []
    const [{ context: told } = { context: {} as Entry }] = minified.view.contexts ?? []
    compare(`${name} current`, name, minified.view['current-context'])
    compare(
      `${name} names`,
      [clusterName, userName, context?.namespace ?? ''],
      [told['cluster'], told['user'], told['namespace'] ?? ''],
    )
    const ourCluster = clusterName === '' ? {} : ours.clusters.get(clusterName)
    const ourUser = userName === '' ? {} : ours.users.get(userName)
    compare(`${name} server`, ourCluster?.server ?? '', cluster['server'] ?? '')
    const base = userFolder(home, files, userName)
    compare(`${name} cluster`, withoutPaths(telling(ourCluster)), withoutPaths(telling(cluster)))
    compare(`${name} user`, telling(ourUser), absoluteUser(telling(user), base))
    found.push(...(await embeddedDifferences(environment, name, { ...ourCluster, ...ourUser }, counts)))
  }
  return found
}

function refuses(config: Kubeconfig, name: string): boolean {
  try {
    kubeContext(config, name)
    return false
  } catch (error) {
    return error instanceof FailureError
  }
}

/** `config view` leaves paths as they are written; what they mean shows when kubectl embeds the files. */
async function embeddedDifferences(
  environment: NodeJS.ProcessEnv,
  name: string,
  ours: Entry,
  counts: Counts,
): Promise<string[]> {
  const keys = ['certificate-authority', 'client-certificate', 'client-key'].filter(
    (key) => typeof ours[key] === 'string' && ours[key] !== '',
  )
  // It refuses to embed what is there already.
  if (keys.length === 0 || keys.some((key) => Boolean(ours[`${key}-data`]))) return []
  const flat = await kubectlView(kubectl, environment, '--minify', '--flatten', `--context=${name}`)
  counts.embedded++
  const read = await Promise.all(keys.map((key) => readFile(String(ours[key]), 'base64').catch(() => undefined)))
  if ('refused' in flat)
    return read.includes(undefined) ? [] : [`${name}: kubectl cannot read its files: ${flat.refused}`]
  const theirs: Entry = { ...flat.view.clusters?.[0]?.cluster, ...flat.view.users?.[0]?.user }
  return keys.flatMap((key, index) =>
    theirs[`${key}-data`] === read[index] ? [] : [`${name}: ${key} is another file than ${String(ours[key])}`],
  )
}

/** Where the user's paths begin: the folder of the first file that has the user. */
function userFolder(home: string, files: readonly GeneratedFile[], name: string): string {
  const file = files.find(({ users, text }) => text !== null && users.includes(name))
  return dirname(join(home, file?.path ?? ''))
}

function absoluteUser(entry: Entry, base: string): Entry {
  const absolute = (value: unknown): unknown =>
    typeof value === 'string' && !isAbsolute(value) ? resolve(base, value) : value
  const changed = Object.entries(entry).map(([key, value]) => {
    if (['tokenFile', 'client-certificate', 'client-key'].includes(key)) return [key, absolute(value)]
    if (key !== 'exec') return [key, value]
    const exec = value as Entry
    return [key, { ...exec, ...(String(exec['command']).includes('/') && { command: absolute(exec['command']) }) }]
  })
  return Object.fromEntries(changed) as Entry
}

function withoutPaths({ 'certificate-authority': _path, ...rest }: Entry): Entry {
  return rest
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

describe('generated kubeconfigs', () => {
  it(`say the same to Porthole as to kubectl (PORTHOLE_KUBECONFIG_SEED=${seed})`, { timeout: 300_000 }, async () => {
    const counts: Counts = { configurations: 0, refused: 0, contexts: 0, incomplete: 0, embedded: 0 }
    const found: string[] = []
    let next = 0
    const work = async (): Promise<void> => {
      while (next < cases) found.push(...(await differences(next++, counts)))
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    process.stdout.write(`kubeconfig parity: seed ${seed}, ${JSON.stringify(counts)}, differences: ${found.length}\n`)
    expect(found.slice(0, 20)).toEqual([])
    // The cases must be about something.
    expect(counts.contexts - counts.incomplete).toBeGreaterThan(cases / 3)
    expect(counts.refused).toBeGreaterThan(5)
    expect(counts.refused).toBeLessThan(cases / 2)
  })
})

describe('a context that kubectl refuses to use', () => {
  const use = async (name: string, text: string): Promise<[string, string]> => {
    const file = join(folder, `use-${name.replaceAll(/\W+/g, '-')}`)
    await writeFile(file, text)
    const environment = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: file }
    const { stderr } = await runCommand({ command: kubectl, args: ['get', '--raw', '/'] }, { env: environment })
    const config = await portholeView(environment)
    if (config instanceof FailureError) return [stderr, config.message]
    try {
      kubeContext(config, 'x')
      return [stderr, '']
    } catch (error) {
      return [stderr, String(error)]
    }
  }

  it.each(refusedByBoth)('for $name is refused here too', async ({ name, text, kubectl: said, porthole }) => {
    const [theirs, ours] = await use(name, text)
    expect(theirs).toMatch(said)
    expect(ours).toMatch(porthole)
  })

  it.each(refusedByOne)(
    'or only one of the two: $name, because $reason',
    async ({ name, text, kubectl: said, porthole }) => {
      const [theirs, ours] = await use(name, text)
      expect(theirs).toMatch(said)
      expect(ours).toMatch(porthole)
    },
  )
})
