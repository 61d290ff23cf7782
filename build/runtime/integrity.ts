import { createHash, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/**
 * Throws unless the file is the one that `integrity` names (`sha512-` and the digest in base64, as in a lock file of npm).
 * The value is pinned in the source, so neither a registry nor a mirror can hand over something else.
 */
export async function verifyIntegrity(file: string, integrity: string): Promise<void> {
  const [algorithm = '', digest = ''] = integrity.split('-', 2)
  if (algorithm !== 'sha512' || digest === '') throw new Error(`Unknown integrity value: ${integrity}`)
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const actual = hash.digest()
  const expected = Buffer.from(digest, 'base64')
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw new Error(
      `The downloaded file is not the expected one (sha512-${actual.toString('base64')}): nothing was installed.`,
    )
  }
}
