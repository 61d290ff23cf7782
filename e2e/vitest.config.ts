import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Suites against a real API server: one at a time, because they measure and because they share a cluster. */
export default defineConfig({
  test: {
    name: 'real',
    root: join(import.meta.dirname, '..'),
    include: ['e2e/**/*.real.test.ts'],
    globalSetup: [join(import.meta.dirname, 'cluster/vitest-setup.ts')],
    fileParallelism: false,
    testTimeout: 60_000,
    // Once more on a machine that others share.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // A first run builds Kubernetes.
    hookTimeout: 30 * 60_000,
  },
})
