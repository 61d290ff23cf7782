import { useEffect, useEffectEvent } from 'react'
import { isMac } from '../../app/bridge.ts'
import { type ListCommand, listCommandOf } from './list-keys.ts'

/** Elements with this attribute pass their keys to the list. */
export const listKeysAttribute = 'data-list-keys'

/**
 * Runs the list's commands for keys that are pressed in the search field, in the list, or with nothing focused.
 *
 * @param run returns false when the key should keep its own meaning
 */
export function useListKeys(enabled: boolean, run: (command: ListCommand, target: HTMLElement) => boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    if (event.defaultPrevented || event.isComposing || !(target instanceof HTMLElement)) return
    const button = target.closest('button')
    if (target !== document.body && !target.closest(`[${listKeysAttribute}]`)) return
    const command = listCommandOf(event, target instanceof HTMLInputElement, isMac())
    // A focused button of a row is pressed by Enter; the keys that move still move.
    if (!command || (button && command.do === 'open')) return
    if (run(command, target)) event.preventDefault()
  })
  useEffect(() => {
    if (!enabled) return undefined
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [enabled])
}
