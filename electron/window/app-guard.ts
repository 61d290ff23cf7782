import { app } from 'electron'
import { browserUserAgent } from './user-agent.ts'

/** What holds for every page, whoever made it; pages set narrower rules of their own. Once, before `ready`. */
export function guardApp(): void {
  // Whoever says --no-sandbox must: as root, or where the system refuses it, nothing would start. enableSandbox takes
  // that word back.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Electron lets any page read the clipboard (`execCommand('paste')`, before 34) and write to it without a click. Not said by
  // page: what it says of each comes first, and this last.
  app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=false,javaScriptCanAccessClipboard=false')
  // To nobody's challenge (Negotiate, NTLM) does Chromium answer as the system's user: without a list Windows would by its zones.
  app.commandLine.appendSwitch('auth-server-whitelist', 'nobody.invalid')
  // Not by session: a window that a page opens would have Electron's words again.
  app.userAgentFallback = browserUserAgent(app.userAgentFallback)
  // No page asks for it (`spellcheck: false`), and yet Chromium would get dictionaries for each session from Google.
  app.on('session-created', (session) => session.setSpellCheckerLanguages([]))
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
  // Electron's default hands the first certificate of the system's store to whoever asks.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault()
    choose()
  })
}
