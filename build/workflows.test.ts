import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { targets } from './package/targets.ts'
import { repoRoot } from './paths.ts'
import { stepNames } from './test-steps.ts'

interface Workflow {
  permissions: Record<string, string>
  jobs: Record<string, { steps: { uses?: string; run?: string }[]; 'timeout-minutes'?: number; strategy?: object }>
}

const folder = path.join(repoRoot, '.github/workflows')
const scripts = (JSON.parse(await readFile(path.join(repoRoot, 'package.json'), 'utf8')) as { scripts: object }).scripts

describe.each(await readdir(folder))('%s', async (file) => {
  const text = await readFile(path.join(folder, file), 'utf8')
  const workflow = parse(text) as Workflow
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)

  it('may only read unless a job says more', () => expect(workflow.permissions).toEqual({ contents: 'read' }))

  it('names its actions by exact version or commit', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/@(v\d+\.\d+\.\d+|[0-9a-f]{40})$/)
  })

  it('runs scripts, test steps and targets that there are', () => {
    for (const [, script = '', words = ''] of text.matchAll(/npm (?:run )?(test|package|docs)(?: -- (.*))?$/gm)) {
      expect(Object.keys(scripts)).toContain(script)
      const known: readonly string[] = script === 'test' ? stepNames : targets
      for (const word of words.replace(/\$\{\{.*\}\}|--(?:sign|manifests) \S+/g, '').split(' '))
        if (/^[a-z]/i.test(word)) expect(known).toContain(word)
    }
    for (const [, words = ''] of text.matchAll(/targets: (.*?) }/g))
      for (const word of words.split(' ')) expect(targets as readonly string[]).toContain(word)
  })
})
