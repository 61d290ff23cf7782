import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import type { WebContents } from 'electron'
import { expect, it, onTestFinished } from 'vitest'
import { countFor, endFlood, endPage, takeFlood } from './page-flood.ts'

/** A page, of whose process it is counted how often it was to end. */
function page(process?: ChildProcess) {
  const ends = { count: 0 }
  const getOSProcessId = () => (ends.count++, process?.pid ?? 0)
  return { ends, contents: Object.assign(new EventEmitter(), { getOSProcessId }) as unknown as WebContents }
}

it('ends the process of a page, whatever that is about', async () => {
  const busy = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); for (;;);'])
  onTestFinished(() => void busy.kill('SIGKILL'))
  await once(busy, 'spawn')
  const { contents } = page(busy)
  const ended = once(busy, 'exit')
  endPage(contents)
  expect(await ended).toEqual([null, 'SIGKILL'])
  // By now there is none.
  endPage(contents)
  expect(takeFlood(contents)).toBe(true)
})

it('ends a page that asks for too much in a while, once, and says so once', () => {
  const { ends, contents } = page()
  for (let each = 0; each < 201; each++) countFor(contents, 'navigation', each)
  expect(ends.count).toBe(1)
  countFor(contents, 'navigation', 202)
  expect([ends.count, takeFlood(contents), takeFlood(contents)]).toEqual([1, true, false])
  // Loaded again at once, it is not ended again.
  for (let each = 0; each < 700; each++) countFor(contents, 'navigation', 700)
  expect(ends.count).toBe(1)
})

it('leaves one alone that asks for as much in a longer time', () => {
  const { ends, contents } = page()
  for (let each = 0; each < 2_000; each++) countFor(contents, 'navigation', each * 20)
  for (let each = 0; each < 1_900; each++) countFor(contents, 'move', 50_000)
  for (let each = 0; each < 5_000; each++) countFor(contents, 'permission', 60_000)
  expect([ends.count, takeFlood(contents)]).toEqual([0, false])
})

it('ends one that is called something else without end', () => {
  const { ends, contents } = page()
  endFlood(contents)
  for (let each = 0; each < 2_001; each++) contents.emit('page-title-updated')
  expect(ends.count).toBe(1)
})
