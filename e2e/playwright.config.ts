import path from 'node:path'
import { defineConfig } from 'playwright/test'

/** The app itself, as `out/` has it: windows, views and shortcuts. One at a time: they share a screen. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*/*.spec.ts',
  // These have a configuration of their own.
  testIgnore: 'package/**',
  outputDir: process.env['PORTHOLE_RESULTS'] ?? path.join(import.meta.dirname, 'results'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  // Again on a machine that others share; what passes only then is listed as flaky. Twice, since the inspector of main now
  // and then loses what a test asks it ("Resulting promise was garbage collected"), whatever the test is about.
  retries: process.env['CI'] === undefined ? 0 : 2,
  reporter: 'list',
  // Traces of what fails are kept by support/test.ts.
  use: { screenshot: 'only-on-failure' },
})
