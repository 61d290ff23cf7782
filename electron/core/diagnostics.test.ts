import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AppState, ClusterSummary } from '../../shared/app-state.ts'
import { failure } from '../../shared/failure.ts'
import { diagnosticsText } from './diagnostics.ts'
import { stateChanges } from './follow-failures.ts'
import { LogFile, logPath } from './log-file.ts'

let userData: string
beforeEach(async () => {
  userData = await mkdtemp(path.join(os.tmpdir(), 'porthole-diagnostics-'))
})
afterEach(() => rm(userData, { recursive: true, force: true }))

const token = 'k8s0aB3xY7qLm2Zt9RwE5vN1'
const refused = failure('credentials-rejected', `the server said: Bearer ${token} is over`)
const cluster: ClusterSummary = {
  id: 'acme-payments',
  context: 'acme-payments',
  name: 'Acme',
  color: null,
  warn: false,
  contexts: [{ context: 'acme-payments', namespace: '' }],
  server: `https://alice:${token}@10.0.0.1:6443`,
  namespace: '',
  version: 'v1.36.1',
  source: 'kubeconfig',
  state: { phase: 'degraded', since: 0, failure: refused, retryAt: null },
  services: 12,
  classic: null,
  mode: { readOnly: false, wholeApi: false },
  asks: 'Enter the code AB12-CD34',
  namespaces: null,
}
const state: AppState = {
  clusters: [{ ...cluster, id: 'other', context: 'other', state: { phase: 'idle' }, services: null }, cluster],
  active: cluster.id,
  address: '127.0.0.1:8001',
  missedPort: null,
  kubeconfig: { files: ['/home/alice/.kube/config'], found: 1, failure: null },
  forwards: [],
  health: {},
  settings: null,
}
const ask = (given: AppState | undefined) =>
  diagnosticsText({ version: '1.2.3', runtime: { node: '20.18.1', electron: '33.2.1' }, userData, state: given })

it('says versions and how each cluster stands, without names, addresses and credentials', async () => {
  const log = new LogFile(logPath(userData))
  const tell = stateChanges((line) => void log.write(line))
  tell(state)
  await log.write('the end')
  const text = await ask(state)
  expect(text).toMatch(/^Porthole 1\.2\.3\nElectron 33\.2\.1, Chromium \?; Node 20\.18\.1; /)
  expect(text).toContain('2. kubeconfig, 1 contexts, Kubernetes v1.36.1, 12 Services: degraded (credentials-rejected)')
  expect(text).toContain('credentials-rejected')
  expect(text).toMatch(/Bearer \*\*\* is over/)
  for (const secret of [token, '10.0.0.1', 'alice', 'Acme', 'AB12-CD34']) expect(text).not.toContain(secret)
})

it('cleans what an older log may hold, and names the crash dumps that are kept', async () => {
  await mkdir(path.join(userData, 'logs'))
  await writeFile(logPath(userData), `2026 an old line with token=${token}\n`)
  await mkdir(path.join(userData, 'Crashpad/completed'), { recursive: true })
  await writeFile(path.join(userData, 'Crashpad/completed/one.dmp'), '')
  await writeFile(path.join(userData, 'Crashpad/completed/one.meta'), '')
  const text = await ask(undefined)
  expect(text).toContain('an old line with token=***')
  expect(text).toMatch(/never sent: \S*one\.dmp\n/)
})

it('is short where nothing has happened', async () => {
  expect(await ask(undefined)).toContain('never sent: none\nNo window was asked.\nThe log is empty.\n')
})

it('logs a state once, and nothing of clusters that nobody asked for', () => {
  const lines: string[] = []
  const tell = stateChanges((line) => void lines.push(line))
  tell(state)
  tell(state)
  tell({ ...state, clusters: [{ ...cluster, state: { phase: 'connected', since: 1 } }] })
  expect(lines).toEqual([
    `cluster acme-payments: degraded (credentials-rejected): ${refused.message}`,
    'cluster acme-payments: connected',
  ])
})
