import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import { readRelease, replaces } from './release.ts'

const pair = generateKeyPairSync('ed25519')
const key = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const hash = `${'A'.repeat(86)}==`
const good = `version: 1.2.3
files:
  - url: Porthole-1.2.3-linux-x86_64.AppImage
    sha512: ${hash}
    size: 100
path: Porthole-1.2.3-linux-x86_64.AppImage
sha512: ${hash}
releaseDate: '2026-11-27T12:00:00.000Z'
`

function signed(text: string, by = pair.privateKey): { bytes: Uint8Array; signature: string } {
  const bytes = Buffer.from(text)
  return { bytes, signature: `${sign(null, bytes, by).toString('base64')}\n` }
}

function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof FailureError) return `${error.failure.code}: ${error.failure.message}`
  }
  return 'accepted'
}

describe('readRelease', () => {
  it('reads what electron-builder writes, once it is signed', () => {
    expect(readRelease(signed(good), key)).toEqual({
      version: '1.2.3',
      files: [{ url: 'Porthole-1.2.3-linux-x86_64.AppImage', sha512: hash, size: 100 }],
    })
  })

  const other = generateKeyPairSync('ed25519').privateKey
  it.each([
    ['no signature', { ...signed(good), signature: undefined }, 'update-unsigned: The feed has no signature'],
    ['another key', signed(good, other), 'update-unsigned: The signature is not Porthole’s'],
    ['another text', { ...signed(good), bytes: Buffer.from(good.replace('1.2.3', '1.2.4')) }, 'update-unsigned'],
    ['no base64', { ...signed(good), signature: '<html>' }, 'update-unsigned'],
    ['a short one', { ...signed(good), signature: 'AAAA' }, 'update-unsigned'],
    ['a web page', { bytes: Buffer.from('<html>'), signature: '<html>' }, 'update-feed-invalid: It does not begin'],
  ])('refuses %s', (_name, answer, refused) => {
    expect(refusal(() => readRelease(answer, key))).toContain(refused)
  })

  it.each([
    ['no YAML', 'version: "1.2.3\n'],
    ['no version', 'version: latest\nfiles: []\n'],
    ['no files', good.replace(/files:[\s\S]*?path:/, 'files: []\npath:')],
    ['a path', good.replace('url: Porthole', 'url: ../Porthole')],
    ['a URL', good.replace('url: Porthole', 'url: https://evil.example/Porthole')],
    ['a hash that is none', good.replace(hash, 'AAAA')],
    ['no size', good.replace('    size: 100\n', '')],
    ['aliases', good.replace('version: 1.2.3', 'a: &a [1]\nb: *a\nversion: 1.2.3')],
  ])('refuses %s, signed or not', (_name, text) => {
    expect(refusal(() => readRelease(signed(text), key))).toMatch(/^update-feed-invalid: ./)
  })
})

describe('replaces', () => {
  it.each([
    ['1.0.1', '1.0.0', 'stable', true],
    ['1.10.0', '1.9.0', 'stable', true],
    ['1.0.0', '1.0.0', 'stable', false],
    ['0.9.9', '1.0.0', 'stable', false],
    ['0.9.9', '1.0.0', 'beta', false],
    ['1.1.0-beta.1', '1.0.0', 'stable', false],
    ['1.1.0-beta.1', '1.0.0', 'beta', true],
    ['1.1.0-beta.10', '1.1.0-beta.9', 'beta', true],
    ['1.1.0', '1.1.0-beta.9', 'stable', true],
    ['1.1.0-beta.9', '1.1.0', 'beta', false],
  ] as const)('%s over %s on %s: %s', (offered, running, channel, expected) => {
    expect(replaces(offered, running, channel)).toBe(expected)
  })
})
