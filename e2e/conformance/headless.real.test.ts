import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { HeadlessLine } from '../../electron/core/headless-lines.ts'
import { originUrl } from '../../shared/origin.ts'
import { isOpenable } from '../../shared/service.ts'
import { ask } from './ask.ts'
import { brokenKubeconfigs } from './broken-kubeconfigs.ts'
import { cuttableWay } from './cuttable.ts'
import { describeReal } from './describe-real.ts'
import { expectedRows } from './expected-rows.ts'
import { startHeadless, type ServingProcess } from './serving-process.ts'

const namespace = `headless-${randomBytes(4).toString('hex')}`

await describeReal('Porthole without a window', (cluster) => {
  const running: ServingProcess[] = []
  let folder = ''
  /** Starts it with no kubeconfig but the one that is named. */
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): ServingProcess => {
    const started = startHeadless(args, { PATH: process.env['PATH'], HOME: folder, ...env })
    running.push(started)
    return started
  }
  const file = async (content: unknown): Promise<string> => {
    const path = join(folder, `kubeconfig-${randomBytes(4).toString('hex')}`)
    await writeFile(path, typeof content === 'string' ? content : stringify(content))
    return path
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porthole-headless-'))
    const ports = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ]
    await cluster.addService({ namespace, name: 'echo', ports, app: { builtIn: 'echo' } })
    await cluster.addService({
      namespace,
      name: 'tiny',
      ports: [{ port: 80, targetPort: 80 }],
      app: { builtIn: 'tiny' },
    })
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map((process) => process.stop()))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    for (const name of ['echo', 'tiny']) await cluster.removeService({ namespace, name })
  })

  test('lines in JSON for each Service and port that kubectl has, and their URLs answer', async () => {
    const porthole = start(['--kubeconfig', cluster.kubeconfigPath, '--port', '0', '--output', 'json'])
    const port = await porthole.port()
    const expected = (await expectedRows(cluster)).flatMap((row) =>
      row.ports.filter((each) => isOpenable(row, each)).map((each) => [row, each] as const),
    )
    await porthole.line(/^Connected to /)
    // The whole of the last one: those of a namespace may come in two pieces.
    const [row, each] = expected.at(-1) ?? []
    const last = `"namespace":"${row?.namespace ?? ''}","name":"${row?.name ?? ''}","port":{"name":"${each?.name ?? ''}","number":${each?.port ?? 0}}`
    await porthole.line(new RegExp(last))
    const [first, ...rest] = porthole.stdout
    expect(first).toBe(`Starting to serve on 127.0.0.1:${port}`)
    const lines = rest.map((line) => JSON.parse(line) as HeadlessLine)
    expect(lines.map((line) => [line.cluster, line.namespace, line.name, line.port.name, line.port.number])).toEqual(
      expected.map(([row, each]) => [cluster.contextName, row.namespace, row.name, each.name, each.port]),
    )
    const base = `http://127.0.0.1:${port}/api/v1/namespaces/${namespace}/services`
    const origin = (service: string, named: string): string =>
      originUrl({ cluster: cluster.contextName, namespace, service, port: named }, port)
    const own = lines.filter((line) => line.namespace === namespace)
    expect(own.map(({ classic, origin }) => [classic, origin])).toEqual([
      [`${base}/echo:http/proxy/`, origin('echo', 'http')],
      [`${base}/https:echo:https/proxy/`, origin('echo', 'https')],
      [`${base}/tiny/proxy/`, origin('tiny', '')],
    ])
    for (const { classic, origin } of own) {
      expect((await ask(port, { path: new URL(classic).pathname })).status).toBe(200)
      expect((await ask(port, { path: '/', headers: { host: new URL(origin).host } })).status).toBe(200)
    }
    expect(await porthole.stop()).toBe(0)
  })

  test('lines as text, by client certificate', async () => {
    const porthole = start(['--kubeconfig', cluster.certificateKubeconfigPath, '--port', '0'])
    const port = await porthole.port()
    await porthole.line(new RegExp(`^${namespace}/tiny:80 `))
    const expected = (await expectedRows(cluster)).flatMap(({ namespace, name, type, ports }) =>
      ports
        .filter((each) => isOpenable({ type }, each))
        .map((each) => `${namespace}/${name}:${each.name === '' ? each.port : each.name}`),
    )
    await porthole.line(new RegExp(`^${expected.at(-1) ?? ''} `))
    expect(porthole.stdout[0]).toBe(`Starting to serve on 127.0.0.1:${port}`)
    expect(porthole.stdout.slice(1).map((line) => line.split(/ +/)[0])).toEqual(expected)
    for (const line of porthole.stdout.slice(1)) {
      expect(line).toMatch(/^\S+ +http:\/\/127\.0\.0\.1:\d+\/api\/v1\/\S+\/proxy\/ +http:\/\/\S+\.localhost:\d+\/$/)
    }
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends it with 0, an open stream notwithstanding',
    async (name) => {
      const porthole = start(['--kubeconfig', cluster.kubeconfigPath, '--port', '0'])
      const port = await porthole.port()
      const path = `/api/v1/namespaces/${namespace}/services/echo:http/proxy/sse?n=1000&ms=1000`
      const stream = await new Promise<http.IncomingMessage>((resolve) => {
        http.get({ host: '127.0.0.1', port, path, agent: false }, resolve)
      })
      stream.on('error', () => undefined).resume()
      porthole.signal(name)
      expect(await porthole.ended).toBe(0)
    },
  )

  test('--port that is taken: one line that names a free one, and that one is free', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as AddressInfo
    const porthole = start(['--kubeconfig', cluster.kubeconfigPath, '--port', String(port)])
    expect(await porthole.ended).toBe(1)
    expect(porthole.stdout).toEqual([])
    expect(porthole.stderr).toEqual([
      expect.stringMatching(
        new RegExp(
          `^porthole: The port cannot be used: Port ${port} of 127\\.0\\.0\\.1 is taken\\. Port (\\d+) is free: use --port \\1\\.$`,
        ),
      ),
    ])
    const free = /--port (\d+)/.exec(porthole.stderr.join())?.[1] ?? ''
    holder.close()
    expect(await start(['--kubeconfig', cluster.kubeconfigPath, '--port', free]).port()).toBe(Number(free))
  })

  test('no kubeconfig: the demo cluster, and says where it looked', async () => {
    const porthole = start(['--port', '0'])
    const port = await porthole.port()
    await porthole.line(/^No kubeconfig found \(looked for \S+\/\.kube\/config\): serving the demo cluster\.$/)
    await porthole.line(/^Connected to demo: \d+ Services\.$/)
    const line = await porthole.line(/\/proxy\/ +http:/)
    const url = /http:\/\/127\S+/.exec(line)?.[0] ?? ''
    expect((await ask(port, { path: new URL(url).pathname })).status).toBeLessThan(600)
    expect(await porthole.stop()).toBe(0)
  })

  describe('a kubeconfig that cannot be used ends it with 1 and one line', () => {
    test.each(brokenKubeconfigs)('%s', async (_name, content, expected, args) => {
      const porthole = start(['--kubeconfig', await file(content), '--port', '0', ...args])
      expect(await porthole.ended).toBe(1)
      expect(porthole.stderr).toEqual([expect.stringMatching(/^porthole: /)])
      expect(porthole.stderr[0]).toMatch(expected)
    })

    test.each([
      [
        'a file that does not exist',
        () => join(folder, 'nowhere'),
        /does not exist: \S+nowhere does not exist\. Check the path/,
      ],
      ['a folder', () => folder, /cannot be read \(it is a folder\)/],
    ])('%s', async (_name, path, expected) => {
      const porthole = start(['--kubeconfig', path(), '--port', '0'])
      expect(await porthole.ended).toBe(1)
      expect(porthole.stderr).toEqual([expect.stringMatching(expected)])
    })

    test('a value that an option cannot have ends it with 2', async () => {
      const porthole = start(['--port', '99999'])
      expect(await porthole.ended).toBe(2)
      expect(porthole.stderr).toEqual(['porthole: --port must be a number from 0 to 65535, not "99999".'])
    })
  })

  describe('a cluster that cannot be used: it says why, serves on and tries again', () => {
    const notKubernetes = http.createServer(
      (_request, response) => void response.end('<html><title>Sign in</title></html>'),
    )
    beforeAll(async () => {
      await new Promise<void>((resolve) => notKubernetes.listen(0, '127.0.0.1', resolve))
    })
    afterAll(() => void notKubernetes.close())
    const config = (server: string, user: object, more: object = {}) => ({
      'current-context': 'here',
      contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
      clusters: [
        {
          name: 'c',
          cluster: {
            server,
            'certificate-authority-data': Buffer.from(cluster.certificateAuthority).toString('base64'),
            ...more,
          },
        },
      ],
      users: [{ name: 'u', user }],
    })
    const admin = { token: cluster.adminToken }
    test.each<[string, () => object, RegExp, number]>([
      [
        'nothing listens',
        () => config('https://127.0.0.1:1', admin),
        /^Nothing answers at the API server.s address: https:\/\/127\.0\.0\.1:1: .*ECONNREFUSED.* Start the cluster/,
        502,
      ],
      [
        'an unknown host',
        () => config('https://nowhere.invalid:6443', admin),
        /host name cannot be resolved: .*nowhere\.invalid.* Check the server address/,
        502,
      ],
      [
        'a wrong token',
        () => config(cluster.server, { token: 'wrong' }),
        /^The API server does not accept the credentials: .*Unauthorized.* Sign in again/,
        401,
      ],
      [
        'no credentials at all',
        () => config(cluster.server, {}),
        /^The cluster does not allow this: .*system:anonymous.*cannot list resource "services".* Ask for the right/,
        403,
      ],
      [
        'a user without rights',
        () => config(cluster.server, { token: cluster.users.nobody.token }),
        /User "nobody" cannot list resource "services"/,
        403,
      ],
      [
        'another certificate authority',
        () => config(cluster.server, admin, { 'certificate-authority-data': null }),
        /certificate is not trusted: .* Check certificate-authority-data/,
        502,
      ],
      [
        'another name in the certificate',
        () => config(cluster.server, admin, { 'tls-server-name': 'other.example' }),
        /certificate is not trusted: .*other\.example/,
        502,
      ],
      [
        'a sign-in page',
        () => config(`http://127.0.0.1:${(notKubernetes.address() as AddressInfo).port}`, admin),
        /not a Kubernetes API server/,
        200,
      ],
      [
        'a token file that is missing',
        () => config(cluster.server, { tokenFile: join(folder, 'no-token') }),
        /credentials could not be obtained: .*no-token is missing or empty\. Check the path in the kubeconfig/,
        502,
      ],
      [
        'a sign-in program that is missing',
        () =>
          config(cluster.server, {
            exec: {
              apiVersion: 'client.authentication.k8s.io/v1',
              command: 'no-such-plugin',
              interactiveMode: 'Never',
            },
          }),
        /credentials could not be obtained: no-such-plugin, .* is not installed/,
        502,
      ],
    ])('%s', async (_name, content, expected, status) => {
      const porthole = start(['--kubeconfig', await file(content()), '--port', '0'])
      const port = await porthole.port()
      const line = await porthole.line(/Trying again\.$/)
      expect(line).toMatch(expected)
      const answer = await ask(port, { path: `/api/v1/namespaces/${namespace}/services/echo:http/proxy/echo` })
      expect(answer.status, answer.body.toString()).toBe(status)
      expect(porthole.stderr.join('\n')).not.toMatch(/Unexpected|\n\s+at /)
      expect(await porthole.stop()).toBe(0)
    })

    test('connects when the API server can be reached, and prints the lines then', async () => {
      const way = await cuttableWay(cluster, folder)
      await way.cut()
      const porthole = start(['--kubeconfig', way.kubeconfig, '--port', '0'])
      await porthole.line(/^Nothing answers at the API server.s address: .*Trying again\.$/)
      expect(porthole.stdout).toHaveLength(1)
      await way.mend()
      await porthole.line(/^Connected to cuttable: \d+ Services\.$/)
      await porthole.line(new RegExp(`^${namespace}/tiny:80 `))
      await way.cut()
      await porthole.line(/The last list is kept; trying again\.$/)
      expect(await porthole.stop()).toBe(0)
    })
  })
})
