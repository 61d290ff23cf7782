import { join } from 'node:path'
import { app, shell, type DownloadItem, type Session, type WebContents } from 'electron'
import type { Download } from '../../shared/download.ts'
import type { Implementation } from '../../shared/implementation.ts'
import { DownloadLimit } from './download-limit.ts'
import { downloadName } from './download-name.ts'
import { folderOf } from './folder-of.ts'
import { isUnattended } from './unattended.ts'
import { isAct } from './user-activation.ts'

/** How often the progress of a download is told, ms. */
const every = 200
/** Downloads that have ended are kept on the list, the newest. */
const most = 50

interface Kept {
  told: Download
  item: DownloadItem
  path: string
}

/** What pages have sent, asked about and watched. Nothing is written before its user has chosen a place. */
export class Downloads {
  readonly channels: Pick<Implementation, 'downloads.state' | 'downloads.act'>
  readonly #kept = new Map<number, Kept>()
  readonly #changed: (state: Download[]) => void
  readonly #limits = new WeakMap<WebContents, DownloadLimit>()
  #nextId = 1
  #timer: NodeJS.Timeout | undefined

  constructor(changed: (state: Download[]) => void) {
    this.#changed = changed
    this.channels = {
      'downloads.state': () => this.#state(),
      'downloads.act': ({ download, action }) => {
        const kept = this.#kept.get(download)
        if (action === 'cancel') kept?.item.cancel()
        else if (action === 'show') {
          if (kept) shell.showItemInFolder(kept.path)
        } else {
          kept?.item.cancel()
          this.#kept.delete(download)
          this.#tell()
        }
        return undefined
      },
    }
  }

  /** Watches what comes from a Service's session. */
  watch(session: Session, service: string): void {
    session.on('will-download', (event, item, contents) => {
      const limit = this.#limitOf(contents)
      if (isUnattended(contents) || !limit.ask()) {
        event.preventDefault()
        return
      }
      let open = true
      const asked = (chosen: boolean): void => {
        if (open) limit.answered(chosen)
        open = false
      }
      // Without a path to save to Electron asks, with these options.
      item.setSaveDialogOptions({
        // Else it is the whole address.
        title: `Save a file from ${service}`,
        defaultPath: join(app.getPath('downloads'), downloadName(item.getFilename())),
      })
      const id = this.#nextId++
      item.on('updated', (_updated, state) => {
        // Until a place is chosen there is nothing to tell.
        if (item.getSavePath() === '') return
        asked(true)
        this.#keep(id, service, item, state)
      })
      item.once('done', (_done, state) => {
        asked(item.getSavePath() !== '')
        if (item.getSavePath() !== '') this.#keep(id, service, item, state)
      })
    })
  }

  #limitOf(contents: WebContents): DownloadLimit {
    const known = this.#limits.get(contents)
    if (known) return known
    const limit = new DownloadLimit()
    this.#limits.set(contents, limit)
    contents.on('input-event', (_event, input) => {
      if (isAct(input.type)) limit.acted()
    })
    return limit
  }

  #keep(id: number, service: string, item: DownloadItem, state: Download['state']): void {
    const path = item.getSavePath()
    const name = path.split(/[/\\]/).at(-1) ?? path
    const folder = folderOf(path, app.getPath('home'))
    const told = { id, name, folder, service, received: item.getReceivedBytes(), total: item.getTotalBytes(), state }
    this.#kept.set(id, { told, item, path })
    for (const [oldest, { told: other }] of this.#kept) {
      if (this.#kept.size <= most) break
      if (other.state !== 'progressing') this.#kept.delete(oldest)
    }
    if (state === 'progressing') this.#timer ??= setTimeout(() => this.#tell(), every)
    else this.#tell()
  }

  #tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#changed(this.#state())
  }

  #state(): Download[] {
    return [...this.#kept.values()].map(({ told }) => told)
  }
}
