import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isSignedBy } from '../../electron/update/signature.ts'
import { devUpdateKey } from './dev-update-key.ts'
import { signFeed } from './sign-feed.ts'

let folder: string
beforeEach(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-sign-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

it('signs each system’s metadata, so that the program takes it', async () => {
  for (const name of ['latest.yml', 'latest-linux.yml', 'Porthole.exe'])
    await writeFile(path.join(folder, name), `version: 1.0.0 # ${name}\n`)
  const names = await signFeed(folder, devUpdateKey.private, devUpdateKey.public)
  expect([...names].sort()).toEqual(['latest-linux.yml', 'latest.yml'])
  for (const name of names) {
    const signature = await readFile(path.join(folder, `${name}.sig`), 'utf8')
    expect(isSignedBy(await readFile(path.join(folder, name)), signature, devUpdateKey.public)).toBe(true)
  }
})

it('refuses a folder without metadata, and keys that are no pair', async () => {
  await expect(signFeed(folder, devUpdateKey.private, devUpdateKey.public)).rejects.toThrow('no latest*.yml')
  await writeFile(path.join(folder, 'latest.yml'), 'version: 1.0.0\n')
  const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
  await expect(signFeed(folder, other, devUpdateKey.public)).rejects.toThrow('not that of the public key')
})
