import { join } from 'node:path'
import { app, session, type Session } from 'electron'
import { downloadName } from './download-name.ts'
import { browserUserAgent, partitionName, type PartitionOwner } from './partition.ts'
import { refusePermissions } from './permissions.ts'

const prepared = new WeakSet<Session>()

/** The session of a Service: cookies and storage of its own that last, no permissions, downloads only after asking. */
export function serviceSession(owner: PartitionOwner): Session {
  const own = session.fromPartition(partitionName(owner))
  if (prepared.has(own)) return own
  prepared.add(own)
  refusePermissions(own)
  own.setUserAgent(browserUserAgent(own.getUserAgent()))
  own.on('will-download', (_event, item) => {
    // Without a path to save to Electron asks, with these options.
    item.setSaveDialogOptions({ defaultPath: join(app.getPath('downloads'), downloadName(item.getFilename())) })
  })
  return own
}
