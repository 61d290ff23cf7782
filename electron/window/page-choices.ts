import type { WebContents } from 'electron'
import type { PagePermission } from '../../shared/page-question.ts'
import type { PageSettings } from '../../shared/page-settings.ts'
import type { PageMemory } from './page-memory.ts'
import type { PartitionOwner } from './partition.ts'
import type { TabPatch } from './tab-list.ts'
import { normalZoom, zoomed, type ZoomAction } from './zoom.ts'

export interface PageChoicesOptions {
  memory: PageMemory
  owner: PartitionOwner
  report: (patch: TabPatch) => void
}

/** What its user chose for the pages of a Service, and is remembered: how large they are, and what they may do. */
export class PageChoices {
  readonly #contents: WebContents
  readonly #options: PageChoicesOptions

  constructor(contents: WebContents, options: PageChoicesOptions) {
    this.#contents = contents
    this.#options = options
    const { zoom = normalZoom, permissions = {} } = this.settings
    options.report({ zoom, decided: Object.keys(permissions).length > 0 })
    // Chromium keeps a zoom by host, and for as long as the session lives.
    contents.on('did-navigate', () => {
      contents.setZoomFactor((this.settings.zoom ?? normalZoom) / normalZoom)
    })
    contents.on('zoom-changed', (_event, direction) => this.zoom(direction === 'in' ? 'zoom-in' : 'zoom-out'))
  }

  get settings(): PageSettings {
    return this.#options.memory.get(this.#options.owner)
  }

  zoom(action: ZoomAction): void {
    const { zoom: before = normalZoom, ...others } = this.settings
    const zoom = zoomed(before, action)
    this.#keep(zoom === normalZoom ? others : { ...others, zoom })
    this.#contents.setZoomFactor(zoom / normalZoom)
    this.#options.report({ zoom })
  }

  decide(permissions: readonly PagePermission[], decision: 'allow' | 'block'): void {
    const { settings } = this
    const decided = Object.fromEntries(permissions.map((permission) => [permission, decision]))
    this.#keep({ ...settings, permissions: { ...settings.permissions, ...decided } })
    this.#options.report({ decided: true })
  }

  forgetPermissions(): void {
    const { permissions: _, ...others } = this.settings
    this.#keep(others)
    this.#options.report({ decided: false })
  }

  #keep(settings: PageSettings): void {
    this.#options.memory.put(this.#options.owner, settings)
  }
}
