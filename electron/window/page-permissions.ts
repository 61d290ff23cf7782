import type { MediaAccessPermissionRequest, PermissionRequest, Session, WebContents } from 'electron'
import type { PagePermission } from '../../shared/page-question.ts'
import type { PageSettings } from '../../shared/page-settings.ts'
import { countFor } from './page-flood.ts'

/** What to do about something that a page may not do by itself. */
export type Wanted =
  | { kind: 'ask'; permissions: PagePermission[] }
  /** Chromium itself wants a click for it, and it harms nobody: full screen is the page's own place. */
  | { kind: 'allow' }
  /** What a click on the page stands for: copying. */
  | { kind: 'gesture' }
  | { kind: 'refuse' }

/**
 * What Electron's name of a permission means. Names of later versions are refused.
 *
 * @param media what of `media` is asked for
 */
export function wantedBy(permission: string, media: readonly string[] = []): Wanted {
  switch (permission) {
    case 'clipboard-sanitized-write':
      return { kind: 'gesture' }
    case 'fullscreen':
    // Escape gives it back, as it does full screen.
    case 'pointerLock':
    // Chromium lets go of it when the page is hidden: a dashboard on a wall stays lit.
    case 'screen-wake-lock':
      return { kind: 'allow' }
    case 'notifications':
    case 'geolocation':
    case 'clipboard-read':
      return { kind: 'ask', permissions: [permission] }
    case 'media': {
      const permissions: PagePermission[] = []
      if (media.includes('audio')) permissions.push('microphone')
      if (media.includes('video')) permissions.push('camera')
      return permissions.length === 0 ? { kind: 'refuse' } : { kind: 'ask', permissions }
    }
    default:
      return { kind: 'refuse' }
  }
}

/** What has been decided of several permissions together: undefined while any of them is to be asked. */
export function decidedOn({ permissions = {} }: PageSettings, wanted: readonly PagePermission[]): boolean | undefined {
  const each = wanted.map((permission) => permissions[permission])
  if (each.includes('block')) return false
  return each.every((decision) => decision === 'allow') ? true : undefined
}

/** What answers for one page. */
export interface PermissionKeeper {
  /** Its origin: a frame of another one gets nothing. */
  origin: string
  settings: () => PageSettings
  /** Whether its user has just done something on the page. */
  acted: () => boolean
  ask: (permissions: PagePermission[]) => Promise<boolean>
}

const keepers = new WeakMap<WebContents, PermissionKeeper>()

export function keepPermissions(contents: WebContents, keeper: PermissionKeeper): void {
  keepers.set(contents, keeper)
}

/** Has the pages of a session ask their keepers; devices and screens stay refused. */
export function handlePermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const keeper = keepers.get(contents)
    countFor(contents, 'permission')
    const wanted = wantedBy(permission, mediaOf(details))
    if (!keeper || wanted.kind === 'refuse' || !sameOrigin(details.requestingUrl, keeper.origin)) decide(false)
    // A refused one would stay open in the page, and no later one could succeed.
    else if (wanted.kind === 'allow') decide(true)
    else if (wanted.kind === 'gesture') decide(keeper.acted())
    else {
      const known = decidedOn(keeper.settings(), wanted.permissions)
      if (known !== undefined) decide(known)
      else keeper.ask(wanted.permissions).then(decide, () => decide(false))
    }
  })
  session.setPermissionCheckHandler((contents, permission, requestingOrigin, details) => {
    const keeper = contents ? keepers.get(contents) : undefined
    if (contents && keeper) countFor(contents, 'permission')
    if (!keeper || !sameOrigin(requestingOrigin, keeper.origin)) return false
    const wanted = wantedBy(permission, details.mediaType === undefined ? [] : [details.mediaType])
    if (wanted.kind === 'allow') return true
    if (wanted.kind === 'gesture') return keeper.acted()
    return wanted.kind === 'ask' && decidedOn(keeper.settings(), wanted.permissions) === true
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
}

function mediaOf(details: PermissionRequest | MediaAccessPermissionRequest): readonly string[] {
  return 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
}

function sameOrigin(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin
}
