import { setTimeout as wait } from 'node:timers/promises'
import { BrowserWindow, type NativeImage, type Session } from 'electron'
import type { FailureCode } from '../../shared/failure.ts'
import { failureOfPhrase } from '../../shared/failure-phrase.ts'
import { guardPage } from './page-guard.ts'
import { leaveUnattended } from './unattended.ts'
import { UserActivation } from './user-activation.ts'
import type { Seen } from './wall-pictures.ts'

/** How wide and high the page believes its window to be, CSS pixels. */
const size = { width: 1120, height: 700 }
/** A page gets this long to load, ms; what it has painted by then is its picture. */
const loadLimit = 10_000
/** What a page draws after it has loaded, ms. */
const settling = 1_200

/**
 * Loads a Service's page where nobody sees it, takes its picture and ends it. The page has its Service's session, so it is
 * signed in as its user is; it stays on its origin, can ask for nothing, save nothing and make no sound.
 *
 * @returns null where there is nothing to see, as where the page is sent to another site
 */
export async function photograph(
  window: BrowserWindow,
  session: Session,
  url: string,
): Promise<Seen<NativeImage> | null> {
  // A view that was never shown paints nothing; a page that is drawn off screen does. It ends with its parent.
  const stage = new BrowserWindow({
    ...size,
    parent: window,
    show: false,
    webPreferences: {
      session,
      offscreen: true,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      disableDialogs: true,
    },
  })
  const contents = stage.webContents
  leaveUnattended(contents)
  contents.setAudioMuted(true)
  // Nobody can scroll a picture.
  contents.on('dom-ready', () => {
    contents.insertCSS('* { scrollbar-width: none !important }', { cssOrigin: 'user' }).catch(() => undefined)
  })
  let failure: FailureCode | undefined
  contents.on('did-navigate', (_event, _url, _code, phrase) => (failure = failureOfPhrase(phrase)))
  try {
    const shown = await Promise.race([
      new Promise<boolean>((resolve) => {
        const route = { openTab: () => undefined, openOutside: () => undefined, sentAway: () => resolve(false) }
        guardPage(contents, new URL(url).origin, new UserActivation(), route)
        contents.once('destroyed', () => resolve(false))
        contents.once('render-process-gone', () => resolve(false))
        // A page that cannot be loaded has no picture. One that goes elsewhere by itself only breaks off a load (-3).
        contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
          if (isMainFrame && code !== -3) resolve(false)
        })
        contents.once('did-stop-loading', () => resolve(true))
        contents.loadURL(url).catch(() => undefined)
      }),
      wait(loadLimit, true),
    ])
    if (!shown) return null
    if (failure === undefined) await wait(settling)
    if (failure !== undefined) return { failure }
    if (stage.isDestroyed() || contents.getURL() === '') return null
    const picture = await contents.capturePage()
    return picture.isEmpty() ? null : { picture }
  } finally {
    if (!stage.isDestroyed()) stage.destroy()
  }
}

/** A picture in the size of the wall's cards on a sharp screen, as a data: URL. */
export function wallPicture(picture: NativeImage): string {
  return `data:image/jpeg;base64,${picture.resize({ width: 640, quality: 'good' }).toJPEG(75).toString('base64')}`
}
