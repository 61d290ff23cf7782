import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ListedService } from '../../electron/cli/list-output.ts'
import { findBinaries } from '../cluster/binaries.ts'
import { runCommand } from '../cluster/run-command.ts'
import { describeReal } from './describe-real.ts'

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** With a Service of each kind in it: of its own, a new cluster has but one. */
const listedNamespace = 'commands'

await describeReal('porthole’s commands, against kubectl', (cluster) => {
  let folder = ''
  const service = (name: string, spec: object): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: listedNamespace },
    spec,
  })
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porthole-commands-'))
    const items = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: listedNamespace } },
      service('web', { type: 'NodePort', ports: [{ name: 'http', port: 80 }] }),
      service('dns', { clusterIP: 'None', ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] }),
      service('elsewhere', { type: 'ExternalName', externalName: 'example.com' }),
    ]
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
    const { code, stderr } = await cluster.kubectl(['apply', '-f', '-'], { input })
    expect(code, stderr).toBe(0)
  })
  afterAll(async () => {
    await cluster.kubectl(['delete', 'namespace', listedNamespace, '--wait=false'])
    await rm(folder, { recursive: true, force: true })
  })

  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = [process.execPath, '--import', loader, join(import.meta.dirname, '../../electron/headless.ts')]
  const environment = (): NodeJS.ProcessEnv => ({
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    KUBECONFIG: cluster.kubeconfigPath,
  })
  const porthole = async (...args: string[]): Promise<Ended> => {
    const [command = '', ...more] = program
    const child = spawn(command, [...more, ...args], { env: environment() })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, stdout, stderr }
  }
  const kubectl = async (...args: string[]): Promise<string> => {
    const { command, args: all, env } = cluster.kubectlCommand(args)
    const { stdout, stderr, code } = await runCommand({ command, args: all }, { env })
    expect(code, stderr).toBe(0)
    return stdout
  }
  const short = (service: { namespace: string; name: string; type: string; ports: object[] }): string =>
    JSON.stringify([service.namespace, service.name, service.type, service.ports])

  test('list has the Services that kubectl get has: all, of one namespace, in JSON and YAML', async () => {
    const { items } = JSON.parse(await kubectl('get', 'services', '-A', '-o', 'json')) as {
      items: {
        metadata: { namespace: string; name: string }
        spec: { type: string; ports?: { name?: string; port: number; protocol: string; nodePort?: number }[] }
      }[]
    }
    const expected = items.map(({ metadata, spec }) => {
      const ports = (spec.ports ?? []).map(({ name = '', port, protocol, nodePort = 0 }) => ({
        name,
        port,
        protocol,
        nodePort,
      }))
      return { ...metadata, type: spec.type, ports }
    })
    const all = await porthole('list', '-A', '-o', 'json')
    expect(all).toMatchObject({ code: 0 })
    const listed = (JSON.parse(all.stdout) as ListedService[]).map((service) => ({
      ...service,
      ports: service.ports.map(({ name, port, protocol, nodePort }) => ({ name, port, protocol, nodePort })),
    }))
    expect(listed.map(short).sort()).toEqual(expected.map(short).sort())
    const namesOf = (wanted: string) =>
      expected.filter(({ namespace }) => namespace === wanted).map(({ namespace, name }) => `${namespace}/${name}`)
    const own = await porthole('list', '-o', 'yaml')
    const names = (parse(own.stdout) as ListedService[]).map(({ namespace, name }) => `${namespace}/${name}`)
    expect(names).toEqual(namesOf('default'))
    const another = await porthole('list', '-n', listedNamespace, '-o', 'name')
    expect(another).toMatchObject({ code: 0 })
    expect(another.stdout.trimEnd().split('\n')).toEqual(namesOf(listedNamespace))
    expect(namesOf(listedNamespace)).toHaveLength(3)
  })

  test('kubectl finds it in PATH as its plugin, and ends as it ends', async () => {
    const quoted = program.map((part) => `'${part}'`).join(' ')
    await writeFile(join(folder, 'kubectl-porthole'), `#!/bin/sh\nexec ${quoted} "$@"\n`, { mode: 0o755 })
    const { kubectl: command } = await findBinaries()
    const asPlugin = (...args: string[]) => runCommand({ command, args: ['porthole', ...args] }, { env: environment() })
    expect(await asPlugin('list', '-A', '-o', 'json')).toEqual(await porthole('list', '-A', '-o', 'json'))
    expect(await asPlugin('url', 'default/nothing')).toMatchObject({ code: 3, stdout: '' })
  })

  test('cluster-info is kubectl’s', async () => {
    expect(await porthole('cluster-info')).toMatchObject({ code: 0, stdout: await kubectl('cluster-info') })
  })

  test('url finds a port by name or number', async () => {
    const byName = await porthole('url', 'default/kubernetes:https')
    expect(byName).toMatchObject({ code: 0, stdout: (await porthole('url', 'default/kubernetes:443')).stdout })
    const classic = await porthole('url', 'default/kubernetes', '--classic')
    expect(classic.stdout).toMatch(/\/api\/v1\/namespaces\/default\/services\/https:kubernetes:https\/proxy\/\n$/)
  })

  test.each([
    [3, ['url', 'default/nothing'], 'There is no such Service'],
    [3, ['url', 'default/kubernetes:9'], 'no port "9"'],
    [3, ['forward', 'default/nothing', '80'], 'There is no such Service'],
    [2, ['forward', 'default/kubernetes', '80:'], 'forward needs one Service and its ports'],
    [3, ['list', '--context', 'nowhere'], 'no such context'],
    [3, ['list', '--kubeconfig', '/nowhere'], 'does not exist'],
    [2, ['list', '-o', 'wide'], '--output must be'],
    [2, ['frobnicate'], 'There is no command'],
  ])('ends with %i after %j', async (code, args, said) => {
    const ended = await porthole(...args)
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(ended.stderr).toContain(said)
  })
})
