import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test, vi } from 'vitest'
import type { ClusterAccess } from '../../electron/cluster/cluster-access.ts'
import { unlessUnavailable } from '../cluster/cluster-unavailable.ts'
import { type RealCluster, startRealCluster } from '../cluster/real-cluster.ts'
import { clientId, type OidcIssuer, startIssuer, tokenLife } from './oidc-issuer.ts'
import { accessOf, kubectlWho, portholeWho, writeKubeconfig } from './who-am-i.ts'

const folder = await mkdtemp(join(tmpdir(), 'porthole-oidc-'))
const issuer: OidcIssuer = await startIssuer(folder)
const certificate = join(folder, 'issuer.pem')
await writeFile(certificate, issuer.certificate)
// A cluster of its own: who may sign in is for the API server's flags to say.
const cluster: RealCluster | undefined = await unlessUnavailable('OIDC', () =>
  startRealCluster({
    apiServerFlags: [
      `--oidc-issuer-url=${issuer.url}`,
      `--oidc-ca-file=${certificate}`,
      `--oidc-client-id=${clientId}`,
      '--oidc-username-prefix=oidc:',
      '--oidc-groups-claim=groups',
    ],
  }),
)
afterAll(async () => {
  await cluster?.stop()
  await issuer.close()
  await rm(folder, { recursive: true })
})

if (!cluster) test.skip('OIDC')
else suite(cluster)

function suite(cluster: RealCluster): void {
  let number = 0
  /** A kubeconfig as `kubectl oidc-login` and its like leave it: an ID token that is over, and a refresh token. */
  const write = (user: string): Promise<string> =>
    writeKubeconfig(join(folder, `config-${++number}`), cluster, {
      'auth-provider': {
        name: 'oidc',
        config: {
          'client-id': clientId,
          'idp-issuer-url': issuer.url,
          'idp-certificate-authority': certificate,
          'refresh-token': issuer.begin(user),
          'id-token': '',
        },
      },
    })
  const accessTo = async (kubeconfig: string): Promise<ClusterAccess> => {
    const access = await accessOf(kubeconfig)
    onTestFinished(() => access.close())
    return access
  }

  describe('OIDC against a real API server', () => {
    beforeAll(async () => {
      await issuer.reachFrom(cluster)
      // The API server looks for its issuer again and again until it is there.
      const access = await accessOf(await write('first'))
      await vi.waitFor(async () => expect((await portholeWho(access)).username).toBe('oidc:first'), {
        timeout: 60_000,
        interval: 500,
      })
      access.close()
    }, 90_000)

    it('signs in as the same user as kubectl', async () => {
      const ours = await portholeWho(await accessTo(await write('jane')))
      const theirs = await kubectlWho(cluster, await write('jane'))
      expect(ours).toMatchObject({ username: 'oidc:jane', groups: ['crew', 'system:authenticated'] })
      // Each has a token of its own, and the API server says which.
      const { extra: _, ...same } = ours
      expect(theirs).toMatchObject(same)
    })

    it('renews tokens under load once each, fails no request and leaves the kubeconfig alone', async () => {
      const kubeconfig = await write('loaded')
      const before = await readFile(kubeconfig, 'utf8')
      const access = await accessTo(kubeconfig)
      const seconds = 25
      const end = Date.now() + seconds * 1000
      let [answered, failed] = [0, 0]
      const ask = async (): Promise<void> => {
        while (Date.now() < end) {
          await portholeWho(access).then(
            ({ username }) => (username === 'oidc:loaded' ? answered++ : failed++),
            () => failed++,
          )
        }
      }
      await Promise.all(Array.from({ length: 8 }, ask))
      const renewals = issuer.renewals('loaded')
      process.stdout.write(
        `OIDC under load, tokens of ${tokenLife} s: ${answered} requests in ${seconds} s, ${failed} failed, ${renewals} renewals\n`,
      )
      expect(failed).toBe(0)
      expect(answered).toBeGreaterThan(50)
      expect(renewals).toBeGreaterThanOrEqual(2)
      // A token counts as ended ten seconds before it does (client-go), so each serves for four.
      expect(renewals).toBeLessThanOrEqual(Math.ceil(seconds / (tokenLife - 10 - 1)) + 1)
      expect(await readFile(kubeconfig, 'utf8')).toBe(before)
    })

    it('says to sign in again when the session is over, as kubectl is refused too', async () => {
      const [ours, theirs] = [await write('gone'), await write('gone')]
      issuer.end('gone')
      await expect(portholeWho(await accessTo(ours))).rejects.toMatchObject({
        failure: { code: 'credentials-unavailable', message: expect.stringContaining('Session not active') as string },
      })
      expect(await kubectlWho(cluster, theirs)).toContain('Session not active')
    })

    it('says to sign in again when a refresh token was spent and its answer lost, and does with a new one', async () => {
      const kubeconfig = await write('lost')
      issuer.loseAnswer('lost')
      const access = await accessTo(kubeconfig)
      await expect(portholeWho(access)).rejects.toMatchObject({
        failure: { message: expect.stringContaining(`cannot reach its issuer ${issuer.url}`) as string },
      })
      access.retry()
      // The issuer takes it once: there is no other in memory, and none in the file.
      await expect(portholeWho(access)).rejects.toMatchObject({
        failure: {
          code: 'credentials-unavailable',
          message: expect.stringContaining('Session not active') as string,
          hint: expect.stringContaining('Sign in again') as string,
        },
      })
      expect(await kubectlWho(cluster, kubeconfig)).toContain('Session not active')
      // What kubectl oidc-login would leave there.
      expect((await portholeWho(await accessTo(await write('lost')))).username).toBe('oidc:lost')
    })
  })
}
