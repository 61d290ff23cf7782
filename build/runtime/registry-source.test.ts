import { expect, test } from 'vitest'
import { hasRegistryRuntime, placeInDistribution } from './registry-source.ts'

test.each([
  { entry: 'Cypress/Cypress', place: 'electron' },
  { entry: 'Cypress/icudtl.dat', place: 'icudtl.dat' },
  { entry: 'Cypress/locales/en-US.pak', place: 'locales/en-US.pak' },
  { entry: 'Cypress/v8_context_snapshot.bin', place: 'v8_context_snapshot.bin' },
  { entry: 'Cypress/browser_v8_context_snapshot.bin', place: undefined },
  { entry: 'Cypress/resources/app/index.js', place: undefined },
  { entry: 'elsewhere/icudtl.dat', place: undefined },
])('$entry goes to $place', ({ entry, place }) => {
  expect(placeInDistribution(entry)).toBe(place)
})

test.each([
  { platform: 'linux', arch: 'x64', has: true },
  { platform: 'linux', arch: 'arm64', has: false },
  { platform: 'darwin', arch: 'x64', has: false },
])('$platform $arch: $has', ({ platform, arch, has }) => {
  expect(hasRegistryRuntime(platform, arch)).toBe(has)
})
