import { app, shell } from 'electron'
import type { HelpChannel, Implementation } from '../../shared/implementation.ts'
import { openOutside } from './external-links.ts'
import { ownProgram } from './own-program.ts'

// Put in by the bundler: see build/bundle-config.ts.
declare const PORTHOLE_HOMEPAGE: string | null

/** Shows what helps a person on: the log in its folder, the page where trouble is reported if the build names one. */
export function helpChannels(log: string): Pick<Implementation, HelpChannel> {
  return {
    async 'help.open'({ what }) {
      if (what === 'log') shell.showItemInFolder(log)
      else if (PORTHOLE_HOMEPAGE === null) return false
      else await openOutside(`${PORTHOLE_HOMEPAGE}/issues/new/choose`)
      return true
    },
    'help.restart'() {
      // With a program of one's own choice Electron would pass on none.
      app.relaunch({ execPath: ownProgram(), args: process.argv.slice(1) })
      app.quit()
      return undefined
    },
  }
}
