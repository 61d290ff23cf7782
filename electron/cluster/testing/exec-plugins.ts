import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { UserEntry } from '../kubeconfig.ts'

export const v1 = 'client.authentication.k8s.io/v1'

export interface TestPlugin {
  user: UserEntry
  runs: () => Promise<number>
}

/** A user whose exec plugin, a real program, notes each of its runs in a folder and then does what the code says. */
export async function plugin(folder: string, code: string, more: UserEntry['exec'] | object = {}): Promise<TestPlugin> {
  const log = join(folder, 'log')
  const script = join(folder, 'plugin.cjs')
  await writeFile(log, '')
  await writeFile(script, `require('fs').appendFileSync(process.env.LOG, 'run\\n'); ${code}`)
  const exec = {
    apiVersion: v1,
    interactiveMode: 'IfAvailable',
    command: process.execPath,
    args: [script, 'argument'],
    env: [{ name: 'LOG', value: log }],
    ...more,
  }
  return { user: { exec }, runs: async () => (await readFile(log, 'utf8')).split('\n').length - 1 }
}

/** Code that prints an ExecCredential with a status, which is code too. */
export function credential(status: string, apiVersion = v1): string {
  return `console.log(JSON.stringify({ kind: 'ExecCredential', apiVersion: '${apiVersion}', status: ${status} }));`
}
