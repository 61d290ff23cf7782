import type { ElectronApplication } from 'playwright/test'

export interface ReadRequest {
  method: string
  url: string
  status: number
  /** In seconds. */
  duration: number
  body: string
}

/** Opens a HAR in the network panel of the DevTools of the app's own Chromium, and returns what the panel made of it. */
export async function openInDevTools(app: ElectronApplication, har: string): Promise<readonly ReadRequest[]> {
  const code = `(async () => {
    const bundled = 'devtools://devtools/bundled/'
    const UI = await import(bundled + 'ui/legacy/legacy.js')
    await UI.ViewManager.ViewManager.instance().showView('network')
    const Network = await import(bundled + 'panels/network/network.js')
    const { networkLogView } = Network.NetworkPanel.NetworkPanel.instance()
    await networkLogView.onLoadFromFile(new File([${JSON.stringify(har)}], 'porthole.har'))
    const Logs = await import(bundled + 'models/logs/logs.js')
    return Promise.all(Logs.NetworkLog.NetworkLog.instance().requests().map(async (request) => ({
      method: request.requestMethod,
      url: request.url(),
      status: request.statusCode,
      duration: request.duration,
      body: (await request.requestContentData()).text ?? '',
    })))
  })()`
  return app.evaluate(async ({ BrowserWindow }, script) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents) throw new Error('there is no window')
    const opened = new Promise<void>((resolve) => contents.once('devtools-opened', () => resolve()))
    contents.openDevTools({ mode: 'detach' })
    await opened
    const read = (await contents.devToolsWebContents?.executeJavaScript(script)) as readonly ReadRequest[]
    contents.closeDevTools()
    return read
  }, code)
}
