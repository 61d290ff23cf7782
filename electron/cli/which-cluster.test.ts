import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCore } from '../core/create-core.ts'
import { type DemoCluster, startDemoCluster } from '../demo/demo-cluster.ts'
import { requestOf } from '../open-request.ts'
import type { Core } from '../window/core.ts'
import { parseCommand } from './parse-command.ts'
import { resolveOpen } from './resolve-open.ts'
import { runCommand, type PrintingCommand } from './run-command.ts'

let folder: string
let staging: DemoCluster
let kubeconfig: string
let servingFile: string
let said: string[]
const note = (line: string): void => void said.push(line)

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-which-'))
  kubeconfig = path.join(folder, 'config')
  servingFile = path.join(folder, 'serving.json')
  staging = await startDemoCluster({ workloads: false })
  staging.createService({ namespace: 'tools', name: 'verdaccio', ports: [{ name: 'http', port: 80 }] })
  await writeFile(
    kubeconfig,
    staging.kubeconfig
      .replace('name: demo\n    context', 'name: staging-eu\n    context')
      .replace('current-context: demo', 'current-context: staging-eu'),
  )
  vi.stubEnv('HOME', folder)
})
beforeEach(() => void (said = []))
afterAll(async () => {
  vi.unstubAllEnvs()
  await staging.close()
  await rm(folder, { recursive: true })
})

/** Where `open` leads, by what the window that runs reads of the line: `CONTEXT NAMESPACE/SERVICE`; or its exit code. */
async function opened(line: string, config: string): Promise<string | number> {
  vi.stubEnv('KUBECONFIG', config)
  const args = line.split(' ')
  const command = parseCommand(args)
  if (!command.ok || command.value.do !== 'open') throw new Error(line)
  const resolved = await resolveOpen(command.value, args, { servingFile, note })
  if (typeof resolved === 'number') return resolved
  const again = parseCommand(resolved.args)
  expect(again.ok && requestOf(again.value)).toEqual(requestOf(resolved.value))
  const request = requestOf(resolved.value)
  if (request?.kind !== 'service') throw new Error(line)
  return `${request.context ?? '(demo)'} ${request.namespace}/${request.service}`
}

/** The cluster in the URL that `url` prints, or its exit code. */
async function printed(line: string, config: string): Promise<string | number> {
  vi.stubEnv('KUBECONFIG', config)
  const out = await output(line)
  return typeof out === 'number' ? out : (new URL(out.trim()).hostname.split('.').at(-3) ?? '')
}

/** What a command prints, or its exit code where it fails. */
async function output(line: string): Promise<string | number> {
  const command = parseCommand(line.split(' '))
  let out = ''
  const context = { version: '1', userData: folder, servingFile, out: (text: string) => void (out += text), note }
  if (!command.ok) throw new Error(line)
  const code = await runCommand(command.value as PrintingCommand, context)
  return code === 0 ? out : code
}

async function window(options: { kubeconfig?: string; demo: boolean }): Promise<Core> {
  return createCore({ kubeconfig: undefined, context: undefined, port: 0, serving: servingFile, ...options })
}

describe('open and url mean the same cluster', () => {
  const none = '/nowhere/config'
  it.each<[string, string, () => string, string | number, string]>([
    ['the current context', 'tools/verdaccio', () => kubeconfig, 'staging-eu', ''],
    ['the context named', 'tools/verdaccio --context staging-eu', () => kubeconfig, 'staging-eu', ''],
    ['--demo', 'monitoring/pulse --demo', () => kubeconfig, 'demo', ''],
    [
      'the demo where there is no kubeconfig',
      'monitoring/pulse',
      () => none,
      'demo',
      'looked for /nowhere/config): this is the demo cluster.',
    ],
    ['no such Service', 'shop/nope', () => kubeconfig, 3, 'staging-eu has no Service shop/nope.'],
    ['no such Service in the demo', 'shop/nope --demo', () => kubeconfig, 3, 'demo has no Service shop/nope.'],
    ['no such port', 'monitoring/pulse:99 --demo', () => kubeconfig, 3, 'has no port "99"; it has http (3000)'],
    [
      'no such context',
      'tools/verdaccio --context prod',
      () => kubeconfig,
      3,
      'no context "prod" in the kubeconfig. It has: staging-eu.',
    ],
    ['a context without a kubeconfig', 'tools/verdaccio --context prod', () => none, 3, '--demo needs none.'],
    [
      'a name for a host elsewhere',
      'shop/payments-gateway --demo',
      () => kubeconfig,
      3,
      'shop/payments-gateway is an ExternalName',
    ],
    ['UDP', 'kube-system/kube-dns:dns --demo', () => kubeconfig, 3, 'Only TCP can be opened or forwarded.'],
  ])('%s: %s', async (_name, line, config, expected, words) => {
    expect(await printed(`url ${line}`, config())).toBe(expected)
    const where = await opened(`open ${line}`, config())
    const context = expected === 'demo' ? '(demo)' : expected
    expect(typeof where === 'number' ? where : where.split(' ')[0]).toBe(context)
    expect(said.join('\n')).toContain(words)
  })
})

describe('beside a window', () => {
  it('that shows the demo and knows the context, it is the context that is meant', async () => {
    const core = await window({ kubeconfig, demo: true })
    try {
      await vi.waitFor(async () =>
        expect(await opened('open tools/verdaccio', kubeconfig)).toBe('staging-eu tools/verdaccio'),
      )
      expect(await opened('open monitoring/pulse --demo', kubeconfig)).toBe('(demo) monitoring/pulse')
      const server = core.state().clusters.find(({ source }) => source === 'demo')?.server ?? ''
      // A window writes down where its demo is once that runs.
      await vi.waitFor(async () => expect(await output('cluster-info --demo')).toContain(`is running at ${server}\n`))
    } finally {
      await core.close()
    }
  })

  it('url says what is not HTTP, and list which namespace is empty, and what others have', async () => {
    vi.stubEnv('KUBECONFIG', kubeconfig)
    expect(await output('url shop/postgres --demo')).toContain('http://postgres.shop.demo.')
    expect(said.at(-1)).toBe(
      'Port postgresql (5432) of shop/postgres looks like PostgreSQL, not HTTP: its own client can use it through "porthole forward shop/postgres 5432".',
    )
    expect(await output('list -n nosuch --demo')).toBe('')
    expect(said.at(-1)).toBe('No Services found in nosuch namespace.')
    said = []
    expect(await output('list -n nosuch --demo -o json')).toBe('[]\n')
    expect(said.join()).not.toContain('No Services')
    said = []
    expect(await output('list --demo')).toContain('kubernetes')
    expect(said).toContain('11 more in other namespaces: porthole list -A')
    for (const more of ['-n default', '-A', '-o json']) {
      said = []
      await output(`list --demo ${more}`)
      expect(said.join()).not.toContain('other namespaces')
    }
  })

  it('that was started with another kubeconfig, nothing is opened and the URL is doubted', async () => {
    vi.stubEnv('KUBECONFIG', '/nowhere/config')
    const core = await window({ demo: false })
    try {
      await vi.waitFor(async () => expect(await opened('open tools/verdaccio', kubeconfig)).toBe(1))
      expect(said.at(-1)).toMatch(
        /^porthole: Nothing was opened: the Porthole that runs .* has no context "staging-eu" for https:\/\/127\.0\.0\.1:\d+; it reads \/nowhere\/config\./,
      )
      await printed('url tools/verdaccio', kubeconfig)
      expect(said.at(-1)).toMatch(
        /^These URLs do not answer now: the Porthole that runs .* has no context "staging-eu"/,
      )
    } finally {
      await core.close()
    }
  })

  it('one without a window, of another kubeconfig, keeps nobody from opening', async () => {
    const serving = {
      pid: process.pid,
      window: false,
      port: 1,
      classic: {},
      kubeconfig: ['/nowhere/config'],
      demo: null,
    }
    await writeFile(servingFile, JSON.stringify(serving))
    expect(await opened('open tools/verdaccio', kubeconfig)).toBe('staging-eu tools/verdaccio')
    await rm(servingFile)
  })
})
