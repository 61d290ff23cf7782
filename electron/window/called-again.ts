import type { WebContents } from 'electron'

/**
 * Tells when its opener sends a window to an address: by its name, which opens no other one. No event of Electron says that
 * it was to come to the front.
 */
export function hearCalls(contents: WebContents, called: () => void): void {
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, initiator }) => {
    const opener = contents.opener?.top
    if (!isMainFrame || isSameDocument || !opener) return
    if (initiator?.top?.frameTreeNodeId === opener.frameTreeNodeId) called()
  })
}
