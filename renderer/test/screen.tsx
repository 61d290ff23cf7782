import { cleanup, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import type { AppState } from '../../shared/app-state.ts'
import { emptyDesk } from '../../shared/desk.ts'
import type { ServiceRow } from '../../shared/service.ts'
import { useApp } from '../app/app-store.ts'
import { useDesk } from '../app/desk-store.ts'
import { useScreens } from '../app/screen-store.ts'
import { useTabs } from '../app/tabs-store.ts'
import { useAccesses } from '../features/access/access-store.ts'
import { useDetails } from '../features/details/details-store.ts'
import { useKeys } from '../features/keys/keys-store.ts'
import { useNotices } from '../features/notices/notice-store.ts'
import { useFind } from '../features/page/find-store.ts'
import { evenShare, useSplit } from '../features/page/split-store.ts'
import { usePalette } from '../features/palette/palette-store.ts'
import { useProbes } from '../features/probe/probe-store.ts'
import { noServices, useServices } from '../features/services/services-store.ts'
import { resetView } from '../features/services/view-store.ts'
import { useSettings } from '../features/settings/settings-store.ts'
import { TooltipProvider } from '../ui/tooltip.tsx'

// happy-dom lays nothing out: every element gets a size, or a virtual list would believe that nothing is in sight.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1000 })
// It has no idle time either.
Object.assign(window, { requestIdleCallback: () => 0, cancelIdleCallback: () => undefined })

/** Clears the screen and everything that the stores hold. */
export function resetScreen(): void {
  cleanup()
  useApp.setState({ state: null })
  useTabs.setState({ tabs: [], active: null, split: null, used: [] })
  useFind.setState({ tab: null, wanted: false })
  useSplit.setState({ share: evenShare })
  useDesk.setState(emptyDesk)
  useScreens.setState({ open: [], shown: null })
  useServices.setState(noServices)
  useNotices.setState({ notice: null, announcement: '' })
  useKeys.setState({ open: false })
  usePalette.setState({ open: false, others: new Map() })
  useAccesses.setState({ answers: new Map() })
  useDetails.setState({ open: false })
  useProbes.setState({ answers: new Map() })
  useSettings.setState({ state: null, backup: null })
  resetView()
}

export const show = (element: ReactElement) => render(element, { wrapper: TooltipProvider })

/** Main's state and the rows of the active cluster, as if both had just arrived. */
export function arrive(state: AppState, rows: readonly ServiceRow[] = []): void {
  useApp.setState({ state })
  useServices.setState({ ...noServices, cluster: state.active, phase: 'ready', rows })
}

/** The keys of the Services that the list shows, in their order. */
export function keysOnShow(): string[] {
  return screen.getAllByRole('row').flatMap(({ dataset }) => dataset['key'] ?? [])
}
