import type { BrowserWindow, NativeImage } from 'electron'
import { isPinned } from '../shared/desk.ts'
import { originUrl } from '../shared/origin.ts'
import { mayShowPage } from '../shared/probe.ts'
import type { DeskKeeper } from './core/desk.ts'
import type { Core } from './window/core.ts'
import type { Downloads } from './window/downloads.ts'
import { photograph, wallPicture } from './window/photograph.ts'
import type { Tabs } from './window/tabs.ts'
import { serviceSession } from './window/view-session.ts'
import { WallPictures } from './window/wall-pictures.ts'

interface WallParts {
  window: BrowserWindow
  tabs: Tabs
  desk: DeskKeeper
  downloads: Downloads
  core: Promise<Core>
}

/** The pictures of the wall: of pages in tabs, and of pinned dashboards of clusters that are connected. */
export function createWall({ window, tabs, desk, downloads, core }: WallParts): WallPictures<NativeImage> {
  return new WallPictures({
    live: (dashboard) => tabs.look(dashboard),
    load: async (dashboard) => {
      const ready = await core
      // Of what is known to have no page none is asked for: Redis logs an attack whenever it hears HTTP.
      const probe = await Promise.resolve(dashboard)
        .then(ready.channels['service.probe'])
        .catch(() => undefined)
      if (!mayShowPage(probe)) return { failure: 'not-http' }
      const { name, ...place } = dashboard
      const owner = { ...place, service: name }
      return photograph(window, serviceSession(owner, downloads), originUrl(owner, await ready.listenerPort()))
    },
    mayLoad: async (dashboard) => {
      const { clusters } = (await core).state()
      const phase = clusters.find(({ id }) => id === dashboard.cluster)?.state.phase
      return isPinned(desk.state, dashboard) && (phase === 'connected' || phase === 'degraded')
    },
    encode: wallPicture,
  })
}
