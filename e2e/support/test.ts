import { writeFile } from 'node:fs/promises'
import { test as base, type TestInfo } from 'playwright/test'
import { type LaunchedApp, launchApp, type LaunchOptions } from './launch.ts'

interface Fixtures {
  /** Starts the app, as often as the test likes. Every app still open when the test ends is closed. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>
}

/** Playwright's `test` with `launch`. When a test fails, its apps' traces and output are kept in e2e/results. */
export const test = base.extend<Fixtures>({
  // Playwright reads the parameter's pattern to learn which fixtures are needed: none.
  launch: async ({}, use, info) => {
    const launched: LaunchedApp[] = []
    await use(async (options) => {
      const one = await launchApp(options)
      launched.push(one)
      // The runner traces browsers by itself, but not Electron. No screencast: without a GPU it slows the app down.
      await one.app.context().tracing.start({ snapshots: true, sources: true })
      return one
    })
    for (const [index, one] of launched.entries()) {
      if (info.status !== info.expectedStatus) await keep(one, info, index)
      await one.close()
    }
  },
})

async function keep({ app, output }: LaunchedApp, info: TestInfo, index: number): Promise<void> {
  const trace = info.outputPath(`app-${index}-trace.zip`)
  // An app that the test has closed, or that has crashed, has no trace any more; its output is what is left.
  const traced = await app
    .context()
    .tracing.stop({ path: trace })
    .then(
      () => true,
      () => false,
    )
  if (traced) await info.attach('trace', { path: trace, contentType: 'application/zip' })
  const log = info.outputPath(`app-${index}-output.txt`)
  await writeFile(log, output())
  await info.attach('output', { path: log, contentType: 'text/plain' })
}
