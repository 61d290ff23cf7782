import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyIntegrity } from './integrity.ts'

// printf abc | openssl dgst -sha512 -binary | base64 -w0: the test vector of FIPS 180-2.
const abc = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-integrity-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each([
  { content: 'abc', integrity: abc, error: undefined },
  { content: 'abd', integrity: abc, error: 'not the expected one' },
  { content: '', integrity: abc, error: 'not the expected one' },
  { content: 'abc', integrity: abc.slice(0, -8), error: 'not the expected one' },
  { content: 'abc', integrity: 'sha1-qZk+NkcGgWq6PiVxeFDCbJzQ2J0=', error: 'Unknown integrity' },
  { content: 'abc', integrity: 'sha512-', error: 'Unknown integrity' },
])('$content against $integrity', async ({ content, integrity, error }) => {
  const file = path.join(folder, 'file')
  await writeFile(file, content)
  if (error === undefined) await expect(verifyIntegrity(file, integrity)).resolves.toBeUndefined()
  else await expect(verifyIntegrity(file, integrity)).rejects.toThrow(error)
})
