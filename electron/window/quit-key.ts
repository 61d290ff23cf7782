import { app } from 'electron'
import { isQuitKey } from './quit-rule.ts'

/** Takes the key that quits from every page, the dashboards' too. */
export function quitByKey(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('before-input-event', (event, input) => {
      if (!isQuitKey(input, process.platform)) return
      event.preventDefault()
      app.quit()
    })
  })
}
