import { afterEach, expect, test, vi } from 'vitest'
import { ClusterUnavailable, unlessUnavailable } from './cluster-unavailable.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const unavailable = (): Promise<never> => Promise.reject(new ClusterUnavailable('install Go'))

test('a suite without a cluster is skipped loudly', async () => {
  vi.stubEnv('CI', '')
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await expect(unlessUnavailable('the suite', unavailable)).resolves.toBeUndefined()
  expect(written).toHaveBeenCalledWith(expect.stringMatching(/SKIPPED.*the suite\n.*install Go/))
})

test('in CI it fails instead', async () => {
  vi.stubEnv('CI', 'true')
  await expect(unlessUnavailable('the suite', unavailable)).rejects.toThrow('install Go')
})

test('any other error fails everywhere', async () => {
  vi.stubEnv('CI', '')
  await expect(unlessUnavailable('the suite', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})
