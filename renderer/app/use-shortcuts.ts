import { useEffect } from 'react'
import { isMac } from './bridge.ts'
import { perform } from './commands.ts'
import { commandFor, commandOf } from './shortcuts.ts'

const isField = (target: EventTarget | null) => target instanceof HTMLInputElement
const floats = '[role=menu], [role=dialog], dialog'

function onKeyDown(event: KeyboardEvent): void {
  const { target } = event
  if (event.defaultPrevented || event.isComposing) return
  if (target instanceof Element && target.closest(floats)) return
  const command = commandOf(event, isField(target), isMac())
  if (command ? perform(command) : false) event.preventDefault()
}

/** Runs the window's shortcuts: those pressed here, and those that main saw while an embedded page had the focus. */
export function useShortcuts(): void {
  useEffect(() => {
    const stop = window.porthole.on('shortcut.pressed', (shortcut) => void perform(commandFor(shortcut), true))
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      stop()
    }
  }, [])
}
