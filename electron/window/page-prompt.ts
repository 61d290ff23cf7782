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
  listeners: (event: string) => unknown[]
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

/** What a page says or asks, and stands still until its user has answered. */
export type PageDialog =
  | { kind: 'message'; message: string; choice: boolean }
  | { kind: 'text'; message: string; text: string }

/**
 * Has `alert()`, `confirm()` and `prompt()` asked beside the page: Electron's own box names no Service, stands over whatever tab is
 * on show and holds the whole window; and it leaves out `prompt()`. The page stands still until its user has answered, as in a browser.
 *
 * @param origin of the page; no other is listened to, as in a browser
 * @param ask returns what was typed, or `''` for what was only agreed to; null when the user said no
 */
export function answerDialogs(
  contents: WebContents,
  origin: string,
  ask: (dialog: PageDialog) => Promise<string | null>,
): void {
  const emitter = contents as unknown as Emitter
  // Of an Electron that does this otherwise nothing is changed.
  if (emitter.listeners('-run-dialog').length !== 1) return
  emitter.removeAllListeners('-run-dialog')
  emitter.on('-run-dialog', (dialog, done) => {
    if (dialog.frame.origin !== origin) done(false, '')
    else {
      void ask(asked(dialog)).then((text) => {
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

function asked({ dialogType, messageText, defaultPromptText }: Dialog): PageDialog {
  const message = plainText(messageText.slice(0, maxMessage))
  return dialogType === 'prompt'
    ? { kind: 'text', message, text: (defaultPromptText ?? '').slice(0, maxText) }
    : { kind: 'message', message, choice: dialogType === 'confirm' }
}
