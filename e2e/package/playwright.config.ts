import path from 'node:path'
import { defineConfig } from 'playwright/test'

/** The packaged program, as `npm run package` has left it in dist/. */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: process.env['PORTHOLE_RESULTS'] ?? path.join(import.meta.dirname, '../results'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  // As for the app itself, and for the same reason.
  retries: process.env['CI'] === undefined ? 0 : 2,
  reporter: 'list',
})
