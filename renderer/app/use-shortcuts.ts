import { useEffect } from 'react'
import { useView } from '../features/services/view-store.ts'
import { isMac } from './bridge.ts'
import { perform } from './commands.ts'
import { commandOf } from './shortcuts.ts'
import { useTabs } from './tabs-store.ts'

const isField = (target: EventTarget | null) => target instanceof HTMLInputElement
const floats = '[role=menu], [role=dialog], dialog'

function onKeyDown(event: KeyboardEvent): void {
  const { target } = event
  if (event.defaultPrevented || event.isComposing) return
  if (target instanceof Element && target.closest(floats)) return
  const command = commandOf(event, isField(target), isMac())
  if (command ? perform(command) : false) event.preventDefault()
  else if (!command && startsSearch(event)) useView.setState({ searchWanted: true })
}

/** A letter typed at the list begins a search: the field takes the focus before the letter arrives. */
function startsSearch({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return false
  if (useTabs.getState().active !== null || !(target instanceof HTMLElement)) return false
  return target === document.body || target.role === 'grid'
}

/** Runs the window's shortcuts: those pressed here, and those that main saw while an embedded page had the focus. */
export function useShortcuts(): void {
  useEffect(() => {
    const stop = window.porthole.on('shortcut.pressed', (shortcut) => void perform({ do: shortcut }))
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      stop()
    }
  }, [])
}
