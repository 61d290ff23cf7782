import { session, type Session, type WebPreferences } from 'electron'
import type { Downloads } from './downloads.ts'
import { watchRequests } from './asked-port.ts'
import { holdLeaving } from './page-leaving.ts'
import { handlePermissions } from './page-permissions.ts'
import { partitionName, type PartitionOwner } from './partition.ts'

const prepared = new WeakSet<Session>()

/** The session of a Service: cookies and storage of its own that last; permissions and downloads after asking alone. */
export function serviceSession(owner: PartitionOwner, downloads: Downloads): Session {
  const own = session.fromPartition(partitionName(owner))
  if (prepared.has(own)) return own
  prepared.add(own)
  handlePermissions(own)
  watchRequests(own)
  holdLeaving(own)
  downloads.watch(own, owner.service)
  return own
}

/** What every embedded page is made with, also one that another page opens. */
export function pagePreferences(session: Session): WebPreferences {
  return {
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    safeDialogs: true,
    focusOnNavigation: false,
    // As in a browser: Electron's own pages may play by themselves.
    autoplayPolicy: 'document-user-activation-required',
    // Full screen is the page's own place: what tells whose page it is stays on show, and is the way out besides Escape.
    disableHtmlFullscreenWindowResize: true,
  }
}
