import { session, WebContentsView } from 'electron'
import { killPage } from './kill-page.ts'

/** Pixels each way: shown with 16, and up to four times as sharp. */
const size = 64
/** What is larger each way, in pixels, is no icon: 64 KB may unfold to gigabytes. */
const largest = 4096
/** What takes longer to draw, in ms, is no icon: a drawing of one kilobyte may have 10^9 circles. */
const patience = 2_000

/** The bytes of a raster image are unpacked only when it is drawn. */
const draw = `async (url) => {
  const image = new Image()
  await new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject, src: url }))
  const { naturalWidth: width = 0, naturalHeight: height = 0 } = image
  const longest = Math.max(width, height)
  if (longest > ${largest}) return null
  const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} })
  const [w, h] = longest === 0 ? [${size}, ${size}] : [(width / longest) * ${size}, (height / longest) * ${size}]
  canvas.getContext('2d', { willReadFrequently: true }).drawImage(image, (${size} - w) / 2, (${size} - h) / 2, w, h)
  return canvas.toDataURL('image/png')
}`

/** So long, in ms, the process waits for one more: there are pages whose icon moves. */
const rest = 1_000

let drawer: WebContentsView | undefined
let resting: NodeJS.Timeout | undefined
/** How many wait, or are drawn. */
let asked = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * An application's icon as a small picture of pixels. Each is drawn in a process of their own, one after the other, which
 * ends soon after the last, or when one takes too long: an icon is a program for whoever draws it, and the app's page would hang
 * or end with it.
 *
 * @param url a data: URL of an image
 * @returns a data: URL of a PNG; null for what cannot be drawn
 */
export function drawIcon(url: string): Promise<string | null> {
  asked++
  clearTimeout(resting)
  const drawn = last
    .then(() => drawNow(url))
    .finally(() => {
      if (--asked === 0) resting = setTimeout(end, rest)
    })
  last = drawn
  return drawn
}

async function drawNow(url: string): Promise<string | null> {
  const { webContents: contents } = (drawer ??= newDrawer())
  const drawn: unknown = await new Promise((resolve) => {
    const failed = (): void => {
      // It is told of more than once, and the next icon has another process by then.
      if (drawer?.webContents === contents) end(true)
      resolve(null)
    }
    const late = setTimeout(failed, patience)
    contents.once('render-process-gone', failed)
    contents
      .executeJavaScript(`(${draw})(${JSON.stringify(url)}).catch(() => null)`)
      .then(resolve, failed)
      .finally(() => {
        clearTimeout(late)
        contents.off('render-process-gone', failed)
      })
  })
  return typeof drawn === 'string' && drawn.startsWith('data:image/png;') ? drawn : null
}

/** A page of nothing, with no session's cookies. */
function newDrawer(): WebContentsView {
  const view = new WebContentsView({
    webPreferences: {
      session: session.fromPartition('icons'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      disableDialogs: true,
    },
  })
  view.webContents.loadURL('about:blank').catch(() => undefined)
  return view
}

function end(busy = false): void {
  const contents = drawer?.webContents
  drawer = undefined
  if (!contents || contents.isDestroyed()) return
  // One that is busy does not hear that it is closed.
  if (busy) killPage(contents)
  contents.close()
}
