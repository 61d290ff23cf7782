import inspector from 'node:inspector'
import { app, session } from 'electron'
import { metadataFile } from './feed.ts'
import { installationOf } from './installation.ts'
import { readFeed } from './read-feed.ts'
import { FailureError } from '../../shared/failure.ts'
import { Updates } from './updates.ts'

// Put in by the bundler: see build/bundle-config.ts.
declare const PORTHOLE_UPDATE_KEY: string
declare const PORTHOLE_HOMEPAGE: string

/** How long the feed may take to answer, milliseconds. */
const answerLimit = 15_000

/** The updates of this Porthole, from the feed of its build. Contacts nothing by itself. */
export function createUpdates(): Updates {
  const installation = installationOf(process.platform, process.env)
  const feed = { base: feedBase(), file: metadataFile(process.platform, process.arch) }
  return new Updates({
    running: app.getVersion(),
    feed,
    key: PORTHOLE_UPDATE_KEY,
    installation,
    read(channel) {
      // In no session of a page's, and nothing is kept.
      const apart = session.fromPartition('porthole-updates', { cache: false })
      return readFeed(feed, channel, { fetch: (url, init) => apart.fetch(url, init), limit: answerLimit })
    },
    async installer() {
      if (installation === 'package') throw new FailureError('update-unsuitable')
      return (await import('./electron-installer.ts')).electronInstaller(installation)
    },
  })
}

/**
 * The feed of the build. A test may name its own, where it can do as it likes anyway: in a build from a folder, or one
 * that is being inspected, which the fuses of a release make impossible.
 */
function feedBase(): string {
  const testable = !app.isPackaged || inspector.url() !== undefined
  const named = testable ? process.env['PORTHOLE_TEST_FEED'] : undefined
  return named ?? `${PORTHOLE_HOMEPAGE}/releases/`
}
