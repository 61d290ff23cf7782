import { hasSelectedText } from '../../app/selected-text.ts'
import { focusGrid } from './grid-focus.ts'
import type { ListCommand } from './list-keys.ts'
import { isService, type Line } from './list-lines.ts'
import { moveSelection } from './selection.ts'
import { hideDetails, toggleDetails, useDetails } from '../details/details-store.ts'
import { knownProbe } from '../probe/probe-store.ts'
import { togglePin } from '../desk/desk-actions.ts'
import { actOnService, copyService, refOf } from './service-actions.ts'
import { useListKeys } from './use-list-keys.ts'
import { narrow, openMenu, select, useView } from './view-store.ts'

/** Lets the keyboard drive the list. */
export function useListCommands(enabled: boolean, cluster: string, lines: readonly Line[], selected: number): void {
  useListKeys(enabled, (command, target) => {
    const row = lines[selected]
    if (command.do === 'move' || command.do === 'edge') {
      select(destination(lines, selected, command))
      // From a button of the row that is left, the focus goes to the list, which has all rows.
      if (target.closest('button')) focusGrid()
      return true
    }
    if (command.do === 'clear') return clear(target)
    if (!isService(row) || (command.do === 'copy' && hasSelectedText())) return false
    if (command.do === 'open') void actOnService(cluster, row, knownProbe(cluster, row))
    else if (command.do === 'copy') void copyService(cluster, row, knownProbe(cluster, row))
    else if (command.do === 'details') toggleDetails()
    else if (command.do === 'pin') void togglePin(refOf(cluster, row))
    else openMenu({ key: row.key, kind: command.do === 'ports' ? 'ports' : 'copy' })
    return true
  })
}

function destination(
  lines: readonly Line[],
  from: number,
  command: Extract<ListCommand, { do: 'move' | 'edge' }>,
): string | null {
  if (command.do === 'move') return moveSelection(lines, from, command.by)
  const services = lines.filter(isService)
  return (command.to === 'first' ? services[0] : services.at(-1))?.key ?? null
}

/** Esc takes away one thing at a time: the search, then the focus of its field, then the selection. */
function clear(target: HTMLElement): boolean {
  const { filter, selected } = useView.getState()
  if (filter.query !== '') narrow({ query: '' })
  else if (target instanceof HTMLInputElement) focusGrid()
  else if (useDetails.getState().open) hideDetails()
  else if (selected !== null) select(null)
  else return false
  return true
}
