import type { Session, WebContents } from 'electron'
import { isOwnFrame } from './own-frame.ts'

/** Has a page that another one opened leave again where it is not that one's own, and where it only brought a file. */
export function leaveWhenDone(contents: WebContents, session: Session, origin: string): void {
  const leave = (): void => {
    if (!contents.isDestroyed()) contents.close()
  }
  // A frame of another site would have a page of that site shown in the Service's name.
  if (!isOwnFrame(contents.opener ?? contents.mainFrame, origin)) setImmediate(leave)
  const downloads = (_event: unknown, _item: unknown, from: WebContents | undefined): void => {
    if (from === contents && isBlank(contents.getURL())) setImmediate(leave)
  }
  session.on('will-download', downloads)
  contents.once('destroyed', () => session.off('will-download', downloads))
}

function isBlank(url: string): boolean {
  return url === '' || url === 'about:blank'
}
