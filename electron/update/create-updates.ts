import { app, session } from 'electron'
import { metadataFile } from './feed.ts'
import { installationOf } from './installation.ts'
import { readFeed } from './read-feed.ts'
import { FailureError } from '../../shared/failure.ts'
import { Updates } from './updates.ts'

// Put in by the bundler: see build/bundle-config.ts.
declare const PORTHOLE_UPDATE_KEY: string

/** How long the feed may take to answer, milliseconds. */
const answerLimit = 15_000

/** The updates of this Porthole, from the feed at `base`. Contacts nothing by itself. */
export function createUpdates(base: string): Updates {
  const installation = installationOf(process.platform, process.env)
  const feed = { base, file: metadataFile(process.platform, process.arch) }
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
