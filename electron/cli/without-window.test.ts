import { spawnSync } from 'node:child_process'
import { openSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const headless = join(import.meta.dirname, '../headless.ts')

it.runIf(process.platform === 'linux')('says that its output is lost, and ends so', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', loader, headless, 'help'], {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([1, 'porthole: the output is lost: ENOSPC: no space left on device, write\n'])
})
