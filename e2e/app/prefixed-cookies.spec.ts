import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'playwright/test'
import { startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { startRecorder } from '../attacks/recorder.ts'
import { openWeb } from '../support/open-web.ts'
import { test } from '../support/test.ts'

test('a session in a cookie named __Host- or __Secure- lasts, as it does at localhost in a new browser', async ({
  launch,
}) => {
  const site = await startRecorder((_request, response) => {
    response.setHeader('set-cookie', [
      '__Host-session=1; Secure; HttpOnly; Path=/; SameSite=Lax',
      '__Secure-theme=dark; Secure; Path=/',
      // No browser keeps it.
      '__Host-odd=1; Path=/',
    ])
    return false
  })
  const cluster = await startDemoCluster({ workloads: false })
  cluster.createService({
    namespace: 'default',
    name: 'web',
    ports: [{ name: 'http', port: 80, localPort: site.port }],
  })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-cookies-'))
  const kubeconfig = path.join(folder, 'config')
  await writeFile(kubeconfig, cluster.kubeconfig)
  const { web } = await openWeb(launch, { kubeconfig, close: () => Promise.resolve() })
  await web.evaluate(`fetch('/again')`)
  await expect
    .poll(() => site.seen.find(({ line }) => line === 'GET /again')?.cookie)
    .toBe('__Host-session=1; __Secure-theme=dark')
  await Promise.all([cluster.close(), site.close()])
  await rm(folder, { recursive: true })
})
