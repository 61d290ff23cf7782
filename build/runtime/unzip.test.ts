import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unzip } from './unzip.ts'

/**
 * A zip with `bin/run` (mode 755, "go"), `data/a.txt` ("hello"), `skip.txt` and the folder `data/`, made by Python's
 * zipfile module with its entries stored.
 */
const archive = [
  'UEsDBBQAAAAAAAAAIVAAAAAAAAAAAAAAAAAFAAAAZGF0YS9QSwMEFAAAAAAAAAAhUFaTaLYCAAAAAgAAAAcAAABiaW4vcnVuZ29QSwMEFAAAAA',
  'AAAAAhUIamEDYFAAAABQAAAAoAAABkYXRhL2EudHh0aGVsbG9QSwMEFAAAAAAAAAAhUB8oqmcCAAAAAgAAAAgAAABza2lwLnR4dG5vUEsBAhQD',
  'FAAAAAAAAAAhUAAAAAAAAAAAAAAAAAUAAAAAAAAAAAAAAO1BAAAAAGRhdGEvUEsBAhQDFAAAAAAAAAAhUFaTaLYCAAAAAgAAAAcAAAAAAAAAAA',
  'AAAO2BIwAAAGJpbi9ydW5QSwECFAMUAAAAAAAAACFQhqYQNgUAAAAFAAAACgAAAAAAAAAAAAAApIFKAAAAZGF0YS9hLnR4dFBLAQIUAxQAAAAA',
  'AAAAIVAfKKpnAgAAAAIAAAAIAAAAAAAAAAAAAACkgXcAAABza2lwLnR4dFBLBQYAAAAABAAEANYAAACfAAAAAAA=',
].join('')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-unzip-'))
  await writeFile(path.join(folder, 'a.zip'), Buffer.from(archive, 'base64'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('files go where they are placed, with their permissions; the others stay out', async () => {
  const target = path.join(folder, 'out')
  await unzip(path.join(folder, 'a.zip'), target, (name) =>
    name === 'skip.txt' ? undefined : name.replace('bin/', ''),
  )
  expect((await readdir(target, { recursive: true })).sort()).toEqual(['data', 'data/a.txt', 'run'])
  expect(await readFile(path.join(target, 'data/a.txt'), 'utf8')).toBe('hello')
  expect((await stat(path.join(target, 'run'))).mode & 0o100).toBe(0o100)
  expect((await stat(path.join(target, 'data/a.txt'))).mode & 0o111).toBe(0)
})

test('nothing is written outside of the target', async () => {
  const target = path.join(folder, 'out')
  await expect(unzip(path.join(folder, 'a.zip'), target, () => '../outside')).rejects.toThrow('outside of its folder')
  expect(await readdir(folder)).toEqual(['a.zip'])
})

test('what is no zip is an error', async () => {
  const file = path.join(folder, 'b.zip')
  await writeFile(file, 'not a zip')
  await expect(unzip(file, path.join(folder, 'out'), (name) => name)).rejects.toThrow()
})
