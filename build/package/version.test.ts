import { expect, it } from 'vitest'
import { versionOf } from './version.ts'

it.each([
  [undefined, '0.1.0', '0.1.0'],
  ['v0.1.0', '0.1.0', '0.1.0'],
  ['v1.0.0-beta.2', '1.0.0-beta.2', '1.0.0-beta.2'],
])('tag %s of %s is version %s', (tag, manifest, version) => {
  expect(versionOf(tag, manifest)).toBe(version)
})

it.each([
  ['v0.2.0', '0.1.0', 'The tag says 0.2.0, but package.json says 0.1.0.'],
  ['vnext', '0.1.0', 'The tag vnext is no version: it must look like v1.2.3 or v1.2.3-beta.1.'],
])('refuses tag %s of %s', (tag, manifest, message) => {
  expect(() => versionOf(tag, manifest)).toThrow(message)
})
