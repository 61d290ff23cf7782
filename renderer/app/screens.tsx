import { Activity, Cable, LayoutGrid, type LucideIcon, Settings } from 'lucide-react'
import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import type { ScreenId } from '../../shared/screen.ts'
import { strings } from './strings.ts'

export interface Screen {
  id: ScreenId
  title: string
  icon: LucideIcon
  /** As `Kbd` takes them. */
  keys: string
  /** Mounted while it is on show; what must outlive that belongs in a store. */
  View: LazyExoticComponent<ComponentType>
}

/** The screens, in the order of the sidebar. Each is loaded when it is first shown. */
export const screens: readonly Screen[] = [
  {
    id: 'dashboards',
    title: strings.screens.dashboards,
    icon: LayoutGrid,
    keys: 'Mod Shift D',
    View: lazy(async () => ({ default: (await import('../features/wall/wall.tsx')).Wall })),
  },
  {
    id: 'traffic',
    title: strings.screens.traffic,
    icon: Activity,
    keys: 'Mod Shift E',
    View: lazy(async () => ({ default: (await import('../features/traffic/traffic.tsx')).Traffic })),
  },
  {
    id: 'connections',
    title: strings.screens.connections,
    icon: Cable,
    keys: 'Mod Shift F',
    View: lazy(async () => ({
      default: (await import('../features/connections/connections.tsx')).ConnectionsScreen,
    })),
  },
  {
    id: 'settings',
    title: strings.screens.settings,
    icon: Settings,
    keys: 'Mod ,',
    View: lazy(async () => ({ default: (await import('../features/settings/settings-page.tsx')).SettingsPage })),
  },
]

export const screenOf = (id: ScreenId): Screen | undefined => screens.find((screen) => screen.id === id)
