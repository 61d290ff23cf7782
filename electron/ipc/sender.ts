/** The one place whose questions are answered. */
export interface TrustedSender {
  /** The id of the app window's web contents. */
  webContents: number
  /** `app://porthole`, or the development server's origin. */
  origin: string
}

/** What an `IpcMainInvokeEvent` tells about who asks; the frame is null once it is gone. */
export interface Sender {
  sender: { id: number }
  senderFrame: { origin: string; parent: unknown } | null
}

/** Whether a question comes from the main frame of the app window, while that frame shows Porthole's own page. */
export function isTrustedSender({ sender, senderFrame }: Sender, trusted: TrustedSender): boolean {
  return (
    sender.id === trusted.webContents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === trusted.origin
  )
}
