import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { repoRoot } from './paths.ts'

/** Unit tests, beside what they test: the engine under plain Node, the renderer in a DOM. */
export default defineConfig({
  root: repoRoot,
  cacheDir: path.join(repoRoot, 'node_modules/.vite-unit'),
  test: {
    // To find what hangs, not to measure: the same machine can be ten times slower, and a name's lookup take ten seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{electron,shared,build,e2e}/**/*.test.ts'],
          // These need a real API server or a window, and are steps of their own.
          exclude: ['**/*.real.test.ts', 'e2e/app/**'],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          // The names in a CSS module stay readable for tests that look at them.
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
})
