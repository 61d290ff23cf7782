import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lastLines, logEntry, LogFile, logPath } from './log-file.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-log-'))
  file = logPath(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** As in a token of a service account, of an issuer, and of a person who chose badly. */
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl'
const opaque = 'k8s0aB3xY7qLm2Zt9RwE5vN1'

describe('logEntry', () => {
  it.each([
    [`Authorization: Bearer ${opaque}`, opaque],
    [`request failed {"token":"${opaque}"}`, opaque],
    [`it said ${jwt} was expired`, jwt],
    [`and plainly ${opaque} in a sentence`, opaque],
    ['https://alice:hunter2@api.example.com/', 'hunter2'],
    ['password=hunter2 was refused', 'hunter2'],
    ['Cookie: session=hunter2secret', 'hunter2secret'],
    ['client-key-data: LS0tLS1CRUdJTiBSU0E', 'LS0tLS1CRUdJTiBSU0E'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----', 'MIIEpAIBAAKCAQEA'],
  ])('of %j keeps the secret out', (text, secret) => {
    expect(logEntry(text)).not.toContain(secret)
    expect(logEntry(text)).toContain('***')
  })

  it.each([
    'connection-refused: connect ECONNREFUSED 10.0.0.1:6443',
    'grafana-7d9f8b6c5d-x2x4z in monitoring has no endpoints',
    'at handle (app.asar/out/main/chunks/create-core-BDKg2x1A.js:10:4)',
  ])('leaves %j as it is', (text) => {
    expect(logEntry(text)).toBe(text)
  })

  it('is one line of bounded length, and moves no cursor', () => {
    expect(logEntry('a\n  b\u001b[2Jc')).toBe('a | b [2Jc')
    expect(logEntry('x'.repeat(10_000)).length).toBeLessThan(4_100)
  })
})

describe('LogFile', () => {
  it('writes lines in their order, for this user only', async () => {
    const log = new LogFile(file)
    await Promise.all(['one', 'two', 'three'].map((text) => log.write(text, new Date(0))))
    expect(await readFile(file, 'utf8')).toBe(
      ['one', 'two', 'three'].map((text) => `1970-01-01T00:00:00.000Z ${text}\n`).join(''),
    )
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700)
  })

  it('keeps the last lines within its bounds', async () => {
    const log = new LogFile(file, 300)
    for (let line = 0; line < 50; line++) await log.write(`line ${line}`)
    const names = await readdir(path.dirname(file))
    expect(names.sort()).toEqual(['porthole.log', 'porthole.log.1'])
    for (const name of names) expect((await stat(path.join(path.dirname(file), name))).size).toBeLessThanOrEqual(300)
    expect((await lastLines(file, 3)).map((line) => line.slice(25))).toEqual(['line 47', 'line 48', 'line 49'])
  })

  it('costs nothing but lines where it cannot be written', async () => {
    await writeFile(path.join(folder, 'logs'), 'a file where the folder should be')
    const log = new LogFile(file)
    await log.write('lost')
    expect(await lastLines(file, 5)).toEqual([])
  })
})
