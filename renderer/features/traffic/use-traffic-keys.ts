import { useEffect, useEffectEvent } from 'react'
import type { TrafficRow } from '../../../shared/traffic.ts'
import { isMac } from '../../app/bridge.ts'
import { focusList, panelId, searchId } from './traffic-ids.ts'
import { hideRequest, narrowTraffic, select, showRequest, togglePause, useTraffic } from './traffic-store.ts'
import { type TrafficCommand, trafficCommandOf } from './traffic-keys.ts'

const floats = '[role=menu], [role=dialog], dialog'

/** Runs the screen's own keys. It comes before the window's: `/` is this list's filter while this list is on show. */
export function useTrafficKeys(rows: readonly TrafficRow[]): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    if (event.isComposing || !(target instanceof HTMLElement) || target.closest(floats)) return
    const at = target.id === searchId ? 'field' : target.closest(`#${panelId}`) ? 'panel' : 'list'
    // A focused button is pressed by Enter and Space.
    const command = trafficCommandOf(event, at, isMac())
    if (!command || (target.closest('button, a, summary') && ['open', 'pause'].includes(command.do))) return
    if (perform(command, rows)) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener, true)
    return () => window.removeEventListener('keydown', listener, true)
  }, [])
}

/** False when there is nothing it applies to. */
function perform(command: TrafficCommand, rows: readonly TrafficRow[]): boolean {
  const { selected, panel, filter } = useTraffic.getState()
  switch (command.do) {
    case 'filter': {
      const field = document.getElementById(searchId)
      if (field instanceof HTMLInputElement) field.select()
      field?.focus()
      return field !== null
    }
    case 'pause':
      if (rows.length === 0) return false
      togglePause()
      return true
    case 'open':
      if (selected === null) return false
      showRequest(selected)
      return true
    case 'leave-filter':
      if (filter.text === '') focusList()
      else narrowTraffic({ text: '' })
      return true
    case 'close':
      if (panel) hideRequest()
      else if (selected !== null) select(null)
      else return false
      focusList()
      return true
    case 'move': {
      if (rows.length === 0) return false
      const at = rows.findIndex(({ id }) => id === selected)
      const from = at < 0 && command.by < 0 ? rows.length : at
      const row = rows[Math.max(0, Math.min(from + command.by, rows.length - 1))]
      if (row) select(row.id)
      return true
    }
  }
}
