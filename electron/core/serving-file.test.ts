import { EventEmitter } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { followServing, readServing, type Serving } from './serving-file.ts'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-serving-'))))
afterEach(() => rm(folder, { recursive: true }))

it('tells where a running Porthole serves, as long as it runs', async () => {
  const file = path.join(folder, 'serving.json')
  const source = new EventEmitter<{ changed: [] }>()
  let serving: Serving = { pid: process.pid, window: true, port: 8001, classic: {}, kubeconfig: ['/k'], demo: null }
  const stop = followServing(file, source, () => serving)
  serving = { ...serving, classic: { prod: 8002 } }
  source.emit('changed')
  await expect.poll(() => readServing(file)).toEqual(serving)
  await stop()
  expect(await readdir(folder)).toEqual([])
  expect(await readServing(file)).toBeUndefined()
})

it('is the window’s where several run, else that of the one that began first', async () => {
  const file = path.join(folder, 'serving.json')
  const other: Serving = { pid: process.ppid, window: false, port: 1, classic: {}, kubeconfig: [], demo: null }
  const own = { ...other, pid: process.pid, port: 2 }
  const source = new EventEmitter<{ changed: [] }>()
  await writeFile(file, JSON.stringify(other))
  await followServing(file, source, () => own)()
  expect(await readServing(file)).toEqual(other)
  const stop = followServing(file, source, () => ({ ...own, window: true }))
  await expect.poll(() => readServing(file)).toMatchObject({ pid: process.pid, window: true })
  await stop()
  expect(await readdir(folder)).toEqual([])
})

it.each([
  ['nobody runs', JSON.stringify({ pid: 2 ** 22 + 1, port: 8001, classic: {}, kubeconfig: [], demo: null })],
  ['it is broken', '{"pid":'],
  ['it says nonsense', JSON.stringify({ pid: process.pid, port: 'x', classic: {}, kubeconfig: [], demo: null })],
])('is nothing when %s', async (_why, text) => {
  const file = path.join(folder, 'serving.json')
  await writeFile(file, text)
  expect(await readServing(file)).toBeUndefined()
})
