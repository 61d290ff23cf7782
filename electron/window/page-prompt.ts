import type { WebContents, WebFrameMain } from 'electron'
import { plainText } from '../../shared/plain-text.ts'

/** What Electron's own listener gets of `alert`, `confirm` and `prompt`; it is in none of its types. */
interface Dialog {
  frame: WebFrameMain
  dialogType: string
  messageText: string
  defaultPromptText?: string
}
type Done = (ok: boolean, text: string) => void
/** The part of `EventEmitter` that takes any event. */
interface Emitter {
  listeners: (event: string) => ((dialog: Dialog, done: Done) => unknown)[]
  removeAllListeners: (event: string) => unknown
  on: (event: string, listener: (dialog: Dialog, done: Done) => void) => unknown
}

/** The longest message that is shown, and the longest text that a page may propose, in characters. */
const maxMessage = 500
const maxText = 10_000

/** Electron has put a function that throws in the place of `prompt`. An empty frame of the page still has Chromium's. */
const restore = `(() => {
  const prompt = function (message = '', text = '') {
    const frame = document.createElement('iframe')
    frame.style.display = 'none'
    document.documentElement.append(frame)
    try { return frame.contentWindow.prompt(message, text) } finally { frame.remove() }
  }
  Object.defineProperty(window, 'prompt', { value: prompt, writable: true, enumerable: true, configurable: true })
})()`

/**
 * Gives a page `prompt()`, which Electron leaves out, so that an application that asks for a name with it works. The page stands
 * still until its user has answered, as in a browser.
 *
 * @param origin of the page; no other is listened to
 * @param ask returns what was typed; null when the user gave none
 */
export function answerPrompts(
  contents: WebContents,
  origin: string,
  ask: (message: string, text: string) => Promise<string | null>,
): void {
  const emitter = contents as unknown as Emitter
  const [native, ...others] = emitter.listeners('-run-dialog')
  // Of an Electron that does this otherwise nothing is changed.
  if (!native || others.length > 0) return
  emitter.removeAllListeners('-run-dialog')
  emitter.on('-run-dialog', (dialog, done) => {
    if (dialog.dialogType !== 'prompt') native.call(contents, dialog, done)
    else if (dialog.frame.origin !== origin) done(false, '')
    else {
      const message = plainText(dialog.messageText.slice(0, maxMessage))
      void ask(message, (dialog.defaultPromptText ?? '').slice(0, maxText)).then((text) => {
        if (!contents.isDestroyed()) done(text !== null, text ?? '')
      })
    }
  })
  const give = (): void => void contents.mainFrame.executeJavaScript(restore).catch(() => undefined)
  contents.on('did-navigate', give)
  // An empty window, which its opener writes, comes from nowhere.
  contents.on('dom-ready', () => {
    if (contents.getURL() === '' || contents.getURL() === 'about:blank') give()
  })
}
