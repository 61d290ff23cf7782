import { session, type Session } from 'electron'
import type { Downloads } from './downloads.ts'
import { handlePermissions } from './page-permissions.ts'
import { browserUserAgent, partitionName, type PartitionOwner } from './partition.ts'

const prepared = new WeakSet<Session>()

/** The session of a Service: cookies and storage of its own that last; permissions and downloads after asking alone. */
export function serviceSession(owner: PartitionOwner, downloads: Downloads): Session {
  const own = session.fromPartition(partitionName(owner))
  if (prepared.has(own)) return own
  prepared.add(own)
  handlePermissions(own)
  own.setUserAgent(browserUserAgent(own.getUserAgent()))
  downloads.watch(own, owner.service)
  return own
}
