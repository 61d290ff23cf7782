import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ask } from './ask.ts'
import { describeReal } from './describe-real.ts'
import { startHeadless, type ServingProcess } from './serving-process.ts'

await describeReal('Porthole without a window, beside the window’s settings', (cluster) => {
  let folder = ''
  const running: ServingProcess[] = []
  const start = (...args: readonly string[]): ServingProcess => {
    const kubeconfig = ['--kubeconfig', cluster.kubeconfigPath]
    const started = startHeadless([...args, ...kubeconfig, `--user-data-dir=${folder}`])
    running.push(started)
    return started
  }
  const settings = (entries: object) =>
    writeFile(join(folder, 'settings.json'), JSON.stringify({ version: 1, ...entries }))
  const post = async (port: number): Promise<number> =>
    (await ask(port, { method: 'POST', path: '/api/v1/namespaces/default/services/none/proxy/' })).status

  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'porthole-settings-'))))
  afterEach(() => Promise.all(running.splice(0).map((process) => process.stop())))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('a cluster that is read-only there is so here, and is no more once the file says so', async () => {
    await settings({ clusters: { [cluster.contextName]: { readOnly: true, wholeApi: false } } })
    const porthole = start('--port', '0')
    const port = await porthole.port()
    await porthole.line(/^Connected to /)
    expect(await post(port)).toBe(403)
    await settings({ clusters: {} })
    // What the API server says of a Service that is not there.
    await expect.poll(() => post(port)).toBe(503)
  })

  test('it takes the port that is set there; commands find it, for as long as it runs', async () => {
    // One that was free a moment ago.
    const before = start('--port', '0')
    const free = await before.port()
    await before.stop()
    await settings({ preferences: { port: free } })
    const url = async (): Promise<ServingProcess> => {
      const command = start('url', 'default/kubernetes')
      expect(await command.ended).toBe(0)
      expect(new URL(command.stdout[0] ?? '').port).toBe(String(free))
      return command
    }
    expect((await url()).stderr).toEqual(['Porthole is not running: these URLs answer when it is.'])
    const porthole = start()
    expect(await porthole.port()).toBe(free)
    await porthole.line(/^Connected to /)
    expect((await url()).stderr).toEqual([])
    await porthole.stop()
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  test('settings that cannot be read are told, and kept', async () => {
    await writeFile(join(folder, 'settings.json'), '{"version":1,')
    const porthole = start('--port', '0')
    await porthole.line(/settings\.json: .*kept as \S+settings\.json\.broken/)
  })
})
