import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runExecPlugin } from '../../electron/cluster/exec-plugin/exec-plugin.ts'
import { FailureError } from '../../shared/failure.ts'
import { runCommand } from '../cluster/run-command.ts'
import { kubectlFor } from './kubectl-for.ts'
import { execAnswers } from './exec-answers.ts'

const kubectl = await kubectlFor('exec plugins as kubectl takes them')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-answers-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('takes what an exec plugin prints where kubectl takes it', { timeout: 120_000 }, async () => {
  const found: string[] = []
  for (const [index, [name, printed]] of execAnswers.entries()) {
    const text = join(folder, `${index}.txt`)
    const command = join(folder, `${index}.sh`)
    await writeFile(text, printed)
    await writeFile(command, `#!/bin/sh\ncat ${text}\n`)
    await chmod(command, 0o755)
    const exec = { command, apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never' }
    // Nobody listens there: what kubectl complains of is either the plugin or that.
    const server = 'https://127.0.0.1:1'
    const config = {
      'current-context': 'x',
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server } }],
      users: [{ name: 'u', user: { exec } }],
    }
    const file = join(folder, `${index}.json`)
    await writeFile(file, JSON.stringify(config))
    const environment = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: file }
    const asked = runCommand({ command: kubectl, args: ['get', '--raw', '/version'] }, { env: environment })
    const context = { name: 'x', server, namespace: '', cluster: { server }, user: { exec } }
    const ours = await runExecPlugin(context, undefined, { signal: AbortSignal.timeout(20_000) }).then(
      () => 'takes it',
      (error: unknown) => (error instanceof FailureError ? error.message : Promise.reject(error as Error)),
    )
    const { stderr } = await asked
    const theirs = stderr.includes('was refused') ? 'takes it' : stderr.trim()
    if ((ours === 'takes it') !== (theirs === 'takes it')) found.push(`${name}: Porthole ${ours}, kubectl ${theirs}`)
  }
  expect(found).toEqual([])
})
