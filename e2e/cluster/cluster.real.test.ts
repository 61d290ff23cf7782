import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { contentDigest } from './apps/content.ts'
import { unlessUnavailable } from './cluster-unavailable.ts'
import type { ClusterUser } from './cluster-file.ts'
import type { ServiceOptions } from './services.ts'
import { sharedCluster, suiteNamespace } from './shared-cluster.ts'

const cluster = await unlessUnavailable('the test cluster itself', sharedCluster)

describe.skipIf(cluster === undefined)('a real cluster', async () => {
  if (cluster === undefined) return
  const namespace = await suiteNamespace(cluster, 'cluster')
  const agent = new Agent({ ca: cluster.certificateAuthority, keepAlive: true })
  afterAll(async () => {
    agent.destroy()
    await cluster.stop()
  })

  const echo = (name: string, more: Partial<ServiceOptions> = {}): ServiceOptions => ({
    namespace,
    name,
    ports: [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ],
    app: { builtIn: 'echo' },
    ...more,
  })

  /** A request from outside, through the relay, to a Service's proxy. */
  const viaProxy = async (service: string, path: string, user: ClusterUser = cluster.users.admin) => {
    const url = `${cluster.server}/api/v1/namespaces/${namespace}/services/${service}/proxy${path}`
    const outgoing = request(url, { agent, headers: { authorization: `Bearer ${user.token}` } })
    // A failure after the response began is the response's to tell, and this one's as well.
    outgoing.on('error', () => undefined)
    outgoing.end()
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    return incoming
  }
  const status = async (...of: Parameters<typeof viaProxy>): Promise<number | undefined> =>
    (await viaProxy(...of)).resume().statusCode
  const get = (...args: string[]) => cluster.kubectl(['get', '--namespace', namespace, ...args])

  test('kubectl from outside sees what was added', async () => {
    await cluster.addService(echo('listed', { type: 'NodePort', labels: { tier: 'test' } }))
    const { stdout, code } = await get('services,endpointslices,pods', '-l', 'app=listed', '-o', 'name')
    expect({ stdout, code }).toEqual({ stdout: 'service/listed\npod/listed-0\n', code: 0 })
    const { stdout: row } = await get('service', 'listed', '-o', 'jsonpath={.spec.type} {.metadata.labels.tier}')
    expect(row).toBe('NodePort test')
  })

  test('both kubeconfigs verify the server by the embedded CA', async () => {
    for (const path of [cluster.kubeconfigPath, cluster.certificateKubeconfigPath]) {
      const { stdout, stderr } = await cluster.kubectl([`--kubeconfig=${path}`, 'auth', 'whoami', '-o', 'json'])
      expect(stderr).toBe('')
      expect(JSON.parse(stdout)).toMatchObject({
        status: { userInfo: { username: 'admin', groups: ['system:masters', 'system:authenticated'] } },
      })
    }
    const { stdout } = await cluster.kubectl(['config', 'view'])
    expect(stdout).toContain('certificate-authority-data')
    expect(stdout).not.toContain('insecure')
  })

  test.each([
    ['echo:http', false],
    ['https:echo:https', true],
  ])('the service proxy reaches %s', async (segment, tls) => {
    const name = `reached-${tls}`
    const { pods } = await cluster.addService(echo(name))
    const incoming = await viaProxy(segment.replace('echo', name), '/echo?a=b')
    const seen = JSON.parse(Buffer.concat(await incoming.toArray()).toString()) as unknown
    const answeredBy = `${pods[0]?.ip ?? ''}:${tls ? 8443 : 8080}`
    expect(seen).toMatchObject({ method: 'GET', url: '/echo?a=b', tls, answeredBy })
  })

  test('a WebSocket through the service proxy', async () => {
    await cluster.addService(echo('socket'))
    const url = `${cluster.server}/api/v1/namespaces/${namespace}/services/socket:http/proxy/ws`
    const headers = { authorization: `Bearer ${cluster.adminToken}` }
    const client = new WebSocket(url, ['chat'], { headers, ca: cluster.certificateAuthority })
    await once(client, 'open')
    client.send('hello')
    const [message] = (await once(client, 'message')) as [Buffer]
    expect([message.toString(), client.protocol]).toEqual(['hello', 'chat'])
    client.terminate()
  })

  test('100 MB through relay and service proxy are intact', async () => {
    await cluster.addService(echo('large'))
    const hash = createHash('sha256')
    const started = performance.now()
    await pipeline(await viaProxy('large:http', '/bytes/100000000'), hash)
    const seconds = (performance.now() - started) / 1000
    expect(hash.digest('hex')).toBe(contentDigest(100_000_000))
    process.stderr.write(`100 MB through relay and service proxy: ${(100 / seconds).toFixed(0)} MB/s\n`)
  })

  test('every ready pod answers, and only those', async () => {
    const { pods } = await cluster.addService(echo('many', { replicas: 3, readyReplicas: 2 }))
    const answering = async (): Promise<Set<string>> => {
      const answers = await Promise.all(Array.from({ length: 30 }, () => viaProxy('many:http', '/headers')))
      const bodies = await Promise.all(answers.map((incoming) => incoming.toArray()))
      const seen = bodies.map(
        (body) => JSON.parse(Buffer.concat(body as Buffer[]).toString()) as { answeredBy: string },
      )
      return new Set(seen.map(({ answeredBy }) => answeredBy.split(':')[0] ?? ''))
    }
    const ips = pods.map((pod) => pod.ip)
    expect(await answering()).toEqual(new Set(ips.slice(0, 2)))
    await cluster.setReady({ namespace, name: 'many' }, 3)
    await expect.poll(answering).toEqual(new Set(ips))
    await cluster.setReady({ namespace, name: 'many' }, 0)
    await expect.poll(() => status('many:http', '/headers')).toBe(503)
  })

  test('an application that ended is a failure to dial, a removed Service is gone', async () => {
    const { pods } = await cluster.addService(echo('ending'))
    expect(await status('ending:http', '/headers')).toBe(200)
    await cluster.stopPod(pods[0]?.ip ?? '')
    const body = Buffer.concat(await (await viaProxy('ending:http', '/headers')).toArray()).toString()
    expect(body).toContain('error trying to reach service: dial tcp')
    await cluster.removeService({ namespace, name: 'ending' })
    expect((await get('services,pods', '-l', 'app=ending', '-o', 'name')).stdout).toBe('')
  })

  test('any program can be an application; its files and arguments know the pod', async () => {
    const script = "require('http').createServer((q, a) => a.end(process.argv[2])).listen(3000, process.env.POD_IP)"
    const { pods } = await cluster.addService({
      namespace,
      name: 'own',
      ports: [{ port: 80, targetPort: 3000 }],
      app: { command: process.execPath, args: ['server.cjs', 'I am $(POD_IP)'], files: { 'server.cjs': script } },
    })
    const body = Buffer.concat(await (await viaProxy('own', '/')).toArray()).toString()
    expect(body).toBe(`I am ${pods[0]?.ip ?? ''}`)
  })

  test('one that fails to start says why', async () => {
    const app = { command: process.execPath, args: ['-e', "throw new Error('no config')"] }
    await expect(cluster.addService(echo('failing', { app }))).rejects.toThrow(/failing-0 ended[\s\S]*no config/)
  })

  test('users may do what they were given', async () => {
    const { restricted, nobody } = cluster.users
    await cluster.addService(echo('guarded'))
    const list = async (as: ClusterUser) => (await cluster.kubectl(['get', 'services', '-n', namespace], { as })).code
    expect([await list(restricted), await list(nobody)]).toEqual([1, 1])
    expect(await status('guarded:http', '/headers', restricted)).toBe(403)
    await cluster.allowServices(restricted, namespace, ['get'])
    await expect.poll(() => status('guarded:http', '/headers', restricted)).toBe(200)
    expect([await list(restricted), await list(nobody)]).toEqual([0, 1])
    const pods = await cluster.kubectl(['get', 'pods', '-n', namespace], { as: restricted })
    expect(pods.stderr).toContain('pods is forbidden')
  })

  test('apply takes any objects', async () => {
    await cluster.apply([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', namespace }, data: { a: '1' } },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'alias', namespace },
        spec: { type: 'ExternalName', externalName: 'x.test' },
      },
    ])
    expect((await get('configmap/one', 'service/alias', '-o', 'name')).stdout).toBe('configmap/one\nservice/alias\n')
    await expect(cluster.apply([{ apiVersion: 'v1', kind: 'Nonsense', metadata: { name: 'x' } }])).rejects.toThrow(
      'Nonsense',
    )
  })

  test('a command inside reaches pods without the relay', async () => {
    const { pods } = await cluster.addService(echo('inside'))
    const fetched = await cluster.enter(process.execPath, [
      '-e',
      `fetch('http://${pods[0]?.ip ?? ''}:8080/headers').then((a) => a.text()).then((t) => console.log(t))`,
    ])
    expect(JSON.parse(fetched.stdout)).toMatchObject({ url: '/headers' })
    const listed = await cluster.enter(cluster.kubectlCommand([]).command, [
      `--kubeconfig=${cluster.insideKubeconfigPath}`,
      'get',
      '--raw=/readyz',
    ])
    expect(listed.stdout).toBe('ok')
  })

  test.skipIf(!cluster.portForward)('kubectl port-forward reaches a pod', async () => {
    await cluster.addService(echo('forwarded'))
    const { command, args, env } = cluster.kubectlCommand(['port-forward', '-n', namespace, 'service/forwarded', ':80'])
    const forward = spawn(command, args, { env })
    const [line] = (await once(forward.stdout.setEncoding('utf8'), 'data')) as [string]
    const port = /127\.0\.0\.1:(\d+) -> 8080/.exec(line)?.[1] ?? ''
    const answer = await fetch(`http://127.0.0.1:${port}/bytes/5000000`)
    const body = Buffer.from(await answer.arrayBuffer())
    expect(createHash('sha256').update(body).digest('hex')).toBe(contentDigest(5_000_000))
    forward.kill()
    await once(forward, 'close')
  })

  test('a dropped connection is a reset', async () => {
    await cluster.addService(echo('dropped'))
    const incoming = await viaProxy('dropped:http', '/sse?n=1000&ms=1000')
    await once(incoming, 'data')
    const reset = expect(once(incoming, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(await cluster.dropConnections()).toBeGreaterThanOrEqual(1)
    await reset
    expect(await status('dropped:http', '/headers')).toBe(200)
  })

  test('a frozen API server accepts connections and answers nothing until it goes on', async () => {
    await cluster.freezeApiServer(true)
    const waiting = cluster.kubectl(['get', '--raw=/readyz', '--request-timeout=1s'])
    expect((await waiting).stderr).toMatch(/timeout|deadline/i)
    await cluster.freezeApiServer(false)
    expect((await cluster.kubectl(['get', '--raw=/readyz'])).stdout).toBe('ok')
  })

  test('stopped, the API server refuses connections; started again, it has its port and its data', async () => {
    await cluster.addService(echo('kept'))
    await cluster.stopApiServer()
    const refused = await cluster.kubectl(['get', 'namespaces'])
    expect(refused.stderr).toMatch(/was refused|connection refused/)
    await cluster.startApiServer()
    expect((await get('service', 'kept', '-o', 'name')).stdout).toBe('service/kept\n')
    expect(await status('kept:http', '/headers')).toBe(200)
  })

  test('memory is told by process', async () => {
    const memory = await cluster.memory()
    expect(Object.keys(memory)).toEqual(expect.arrayContaining(['supervisor', 'etcd', 'kube-apiserver']))
    const megabytes = Object.entries(memory).map(([name, bytes]) => `${name} ${Math.round(bytes / 1e6)} MB`)
    process.stderr.write(`Memory: ${megabytes.join(', ')}\n`)
  })
})
