import { create } from 'zustand'
import { dashboardKey } from '../../shared/desk.ts'
import type { Tab } from '../../shared/tabs-state.ts'
import { useTabs } from './tabs-store.ts'

/** So many are kept, and none that is longer, in characters: what a page stores has a limit. */
const most = 60
const longest = 32 * 1024
const place = 'icons'
/** Pages change their icons to tell of news: so long, in ms, nothing is written. */
const rest = 2000

type Icons = Readonly<Record<string, string>>

/**
 * The icons that pages of dashboards had last, by {@link dashboardKey}: what is pinned or was open has its face before its page
 * is loaded. Kept by this page, since they are pictures that nothing is decided by.
 */
export const useIcons = create<{ icons: Icons }>()(() => ({ icons: {} }))

/** Keeps the icons of the open tabs from now on, beside those of earlier; returns how to stop. */
export function followIcons(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = ({ tabs }: { tabs: readonly Tab[] }) => {
    const before = useIcons.getState().icons
    const icons = tabs.reduce(withIconOf, before)
    if (icons === before) return
    useIcons.setState({ icons })
    timer ??= setTimeout(() => {
      timer = undefined
      write(useIcons.getState().icons)
    }, rest)
  }
  const stop = useTabs.subscribe(take)
  // The first look at a page's storage waits for main, which has more to do while the window starts.
  const idle = requestIdleCallback(() => {
    useIcons.setState(({ icons }) => ({ icons: { ...read(), ...icons } }))
    take(useTabs.getState())
  })
  return () => {
    stop()
    clearTimeout(timer)
    cancelIdleCallback(idle)
  }
}

/** Of a window of a page, or where Porthole's own page stands for a Service's, it is not the dashboard's. */
export function withIconOf(icons: Icons, tab: Tab): Icons {
  const { favicon, failure, opener, cluster, namespace, service: name, port } = tab
  const key = dashboardKey({ cluster, namespace, name, port })
  if (favicon === null || failure !== null || opener !== null || favicon.length > longest) return icons
  if (icons[key] === favicon) return icons
  const { [key]: _old, ...others } = icons
  const kept: [string, string][] = [...Object.entries(others), [key, favicon]]
  return Object.fromEntries(kept.slice(-most))
}

function read(): Icons {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    const pictures = Object.entries(kept ?? {}).filter((entry): entry is [string, string] => isPicture(entry[1]))
    return Object.fromEntries(pictures)
  } catch {
    // Whatever stands there is written anew.
    return {}
  }
}

const isPicture = (kept: unknown): boolean => typeof kept === 'string' && kept.startsWith('data:image/')

function write(icons: Icons): void {
  try {
    localStorage.setItem(place, JSON.stringify(icons))
  } catch {
    // A full disk costs faces, no more.
  }
}
