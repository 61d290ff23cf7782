import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import type { ClusterAccess } from '../../electron/cluster/cluster-access.ts'
import { credential, plugin } from '../../electron/cluster/testing/exec-plugins.ts'
import { connectProxy, socksProxy } from '../../electron/cluster/testing/proxies.ts'
import { describeReal } from '../conformance/describe-real.ts'
import { portholeCluster, until } from '../conformance/porthole-cluster.ts'
import { accessOf, kubectlWho, portholeWho, writeKubeconfig } from './who-am-i.ts'

interface UserOfFile {
  token?: string
  'client-certificate-data'?: string
  'client-key-data'?: string
}

async function userOf(kubeconfig: string): Promise<UserOfFile> {
  const { users } = parse(await readFile(kubeconfig, 'utf8')) as { users: { user: UserOfFile }[] }
  return users[0]?.user ?? {}
}

await describeReal('signing in', (cluster) => {
  let folder = ''
  let token = ''
  let restricted = ''
  let certificate: UserOfFile = {}
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porthole-sign-in-'))
    token = cluster.adminToken
    restricted = (await userOf(cluster.users.restricted.kubeconfigPath)).token ?? ''
    certificate = await userOf(cluster.certificateKubeconfigPath)
  })
  afterAll(() => rm(folder, { recursive: true }))

  let number = 0
  const write = (user: object, more: object = {}): Promise<string> =>
    writeKubeconfig(join(folder, `config-${++number}`), cluster, user, more)
  const accessTo = async (kubeconfig: string): Promise<ClusterAccess> => {
    const access = await accessOf(kubeconfig)
    onTestFinished(() => access.close())
    return access
  }
  const pem = (data: string | undefined): string => JSON.stringify(Buffer.from(data ?? '', 'base64').toString())
  /** A plugin in a folder of its own. */
  const pluginUser = async (code: string, more: object = {}) =>
    plugin(await mkdtemp(join(folder, 'plugin-')), code, more)

  const certificateStatus = (): string =>
    `{ clientCertificateData: ${pem(certificate['client-certificate-data'])}, clientKeyData: ${pem(certificate['client-key-data'])} }`
  const v1beta1 = 'client.authentication.k8s.io/v1beta1'

  describe('as the same user as kubectl', () => {
    it.each<[string, () => object | Promise<object>, string]>([
      ['a token', () => ({ token }), 'admin'],
      [
        'a token file',
        async () => {
          await writeFile(join(folder, 'token'), `${restricted}\n`)
          return { tokenFile: 'token', token: 'stale' }
        },
        'restricted',
      ],
      ['a client certificate', () => certificate, 'admin'],
      [
        'an exec plugin with a token',
        async () => (await pluginUser(credential(`{ token: '${token}' }`))).user,
        'admin',
      ],
      [
        'an exec plugin of v1beta1',
        async () => (await pluginUser(credential(`{ token: '${token}' }`, v1beta1), { apiVersion: v1beta1 })).user,
        'admin',
      ],
      [
        'an exec plugin with a certificate',
        async () => (await pluginUser(credential(certificateStatus()))).user,
        'admin',
      ],
      [
        'somebody else, with groups, a uid and extras',
        () => ({
          token,
          as: 'jane',
          'as-uid': 'u-1',
          'as-groups': ['devs', 'ops'],
          'as-user-extra': { 'example.org/Scope': ['a', 'b'], 'x y%': ['c'] },
        }),
        'jane',
      ],
    ])('with %s', async (_name, user, name) => {
      const kubeconfig = await write(await user())
      const ours = await portholeWho(await accessTo(kubeconfig))
      expect(ours).toEqual(await kubectlWho(cluster, kubeconfig))
      expect(ours.username).toBe(name)
    })
  })

  it('tells a plugin what kubectl tells it', async () => {
    const extensions = [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'x', n: [1] } }]
    for (const provideClusterInfo of [true, false]) {
      const told: unknown[] = []
      const home = await mkdtemp(join(folder, 'told-'))
      const { user } = await plugin(
        home,
        `require('fs').writeFileSync(${JSON.stringify(join(home, 'told'))}, process.env.KUBERNETES_EXEC_INFO); ${credential(`{ token: '${token}' }`)}`,
        { provideClusterInfo },
      )
      const kubeconfig = await write(user, { extensions, 'tls-server-name': 'localhost' })
      await portholeWho(await accessTo(kubeconfig))
      told.push(JSON.parse(await readFile(join(home, 'told'), 'utf8')))
      await kubectlWho(cluster, kubeconfig)
      told.push(JSON.parse(await readFile(join(home, 'told'), 'utf8')))
      expect(told[0]).toEqual(told[1])
    }
  })

  it('takes a rotated token file while it runs', async () => {
    const tokenFile = join(folder, 'rotating')
    await writeFile(tokenFile, token)
    const access = await accessTo(await write({ tokenFile }))
    expect((await portholeWho(access)).username).toBe('admin')
    await writeFile(tokenFile, restricted)
    await expect
      .poll(async () => (await portholeWho(access)).username, { timeout: 30_000, interval: 500 })
      .toBe('restricted')
  })

  it('runs a plugin again, and asks again, when its token is revoked', async () => {
    const count = `require('fs').readFileSync(process.env.LOG, 'utf8').split('\\n').length`
    const { user, runs } = await pluginUser(credential(`{ token: ${count} > 2 ? '${token}' : 'revoked' }`))
    const access = await accessTo(await write(user))
    expect((await portholeWho(access)).username).toBe('admin')
    expect(await runs()).toBe(2)
  })

  it.each([
    ['tokens', () => `{ token: '${token}', expirationTimestamp: new Date(Date.now() + 4000) }`],
    [
      'certificates',
      () =>
        `{ ...${certificateStatus()}, clientCertificateData: ${pem(certificate['client-certificate-data'])} + '\\n'.repeat(process.pid % 97), expirationTimestamp: new Date(Date.now() + 4000) }`,
    ],
  ])('renews %s that hold 4 s under load, one process each, without a failed request', async (what, status) => {
    const { user, runs } = await pluginUser(credential(status()))
    const access = await accessTo(await write(user))
    const began = Date.now()
    const seconds = 20
    let [answered, failed] = [0, 0]
    const ask = async (): Promise<void> => {
      while (Date.now() - began < seconds * 1000) {
        await portholeWho(access).then(
          () => answered++,
          () => failed++,
        )
      }
    }
    await Promise.all(Array.from({ length: 8 }, ask))
    const processes = await runs()
    process.stdout.write(
      `sign-in under load, ${what} of 4 s: ${answered} requests in ${seconds} s, ${failed} failed, ${processes} processes\n`,
    )
    expect(failed).toBe(0)
    expect(answered).toBeGreaterThan(50)
    // One ahead of each end, and the first; a slow machine makes fewer of them.
    expect(processes).toBeGreaterThanOrEqual(2)
    expect(processes).toBeLessThanOrEqual(Math.ceil(seconds / 3.6) + 1)
  })

  it.each([
    ['CONNECT', 'http', connectProxy],
    ['SOCKS5', 'socks5', socksProxy],
  ] as const)('goes through a %s proxy with all that it sends, as kubectl does', async (_name, scheme, start) => {
    const proxy = await start({ login: 'me:secret' })
    onTestFinished(() => proxy.close())
    const url = `${scheme}://me:secret@127.0.0.1:${proxy.port}`
    const kubeconfig = await write({ token }, { 'proxy-url': url })
    const target = new URL(cluster.server).host
    expect(await kubectlWho(cluster, kubeconfig)).toMatchObject({ username: 'admin' })
    const byKubectl = proxy.opened.length
    const shown = await portholeCluster(kubeconfig)
    onTestFinished(() => shown.disconnect())
    shown.connect()
    await until(shown, ({ state }) => state.phase === 'connected')
    expect(await portholeWho(shown.access())).toMatchObject({ username: 'admin' })
    const ours = proxy.opened.slice(byKubectl)
    process.stdout.write(`${scheme} proxy: ${byKubectl} connections of kubectl, ${ours.length} of Porthole\n`)
    expect(new Set(proxy.opened)).toEqual(new Set([target]))
    expect(byKubectl).toBeGreaterThan(0)
    // Nothing goes beside it: without the proxy nothing arrives.
    await proxy.close()
    await expect(portholeWho(await accessTo(kubeconfig))).rejects.toMatchObject({ failure: { code: 'proxy-failed' } })
  })
})
