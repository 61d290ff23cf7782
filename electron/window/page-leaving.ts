import type { Session, WebContents } from 'electron'

/** Of each page, what decides on a request that would put another in its place: undefined when nobody has to be asked. */
const keepers = new WeakMap<WebContents, (url: string) => Promise<boolean> | undefined>()

/** Has what would leave a page of a session wait for that page's user. */
export function holdLeaving(session: Session): void {
  session.webRequest.onBeforeRequest(
    { urls: ['<all_urls>'], types: ['mainFrame', 'subFrame'] },
    ({ webContents, url }, decide) => {
      const asked = webContents && keepers.get(webContents)?.(url)
      if (!asked) {
        decide({})
        return
      }
      void asked.then((leaves) => {
        // Refused alone, it would leave an error in the page's place.
        if (!leaves && !webContents.isDestroyed()) webContents.stop()
        decide({ cancel: !leaves })
      })
    },
  )
}

/**
 * Asks before a page that wants to be kept (`beforeunload`) is left; without this it would be kept, and every link on it would
 * seem dead. Electron wants to know at once, and a box that is waited for would hold the main process and all that passes
 * it: the page is told that it may go, and the request for what follows waits. The page lives until that is answered, and a
 * form is sent once. What sends no request, an empty page or one that a service worker answers for, is not asked about.
 *
 * @param mayAsk false for a page that leaves itself in a loop: it is kept without a word
 * @param ask whether to leave
 * @param withdraw nothing would leave the page any more
 */
export function askBeforeLeaving(
  contents: WebContents,
  mayAsk: () => boolean,
  ask: () => Promise<boolean>,
  withdraw: () => void,
): void {
  let wantsToStay = false
  let held: string | undefined
  contents.on('will-prevent-unload', (event) => {
    if (!mayAsk()) return
    wantsToStay = true
    event.preventDefault()
  })
  contents.on('did-start-navigation', ({ url, isSameDocument }) => {
    if (isSameDocument) return
    held = wantsToStay ? withoutFragment(url) : undefined
    wantsToStay = false
  })
  contents.on('did-stop-loading', withdraw)
  keepers.set(contents, (url) => {
    if (held === undefined || withoutFragment(url) !== held) return undefined
    held = undefined
    return ask()
  })
}

function withoutFragment(url: string): string {
  return url.replace(/#.*/s, '')
}
