import { type RefObject, useEffect } from 'react'
import { useOverlay } from './overlays.ts'

/** What had the focus last, but for what floats: a menu that leads to a dialog is gone when the dialog is. */
let last: HTMLElement | null = null

/** Remembers from now on where the focus stood before a dialog. */
export function followFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && !target.closest('dialog, [role=menu]')) last = target
  })
}

/** Shows a dialog above the window for as long as it is there; then the focus stands where it stood before. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  const overlay = useOverlay()
  useEffect(() => {
    const element = dialog.current
    const before = last
    element?.showModal()
    // What is typed first, and not the cross, which comes first in the document.
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    const sink = overlay(element)
    return () => {
      sink?.()
      // The browser gives it back of a dialog that was closed, and not of one that was taken away.
      if (document.activeElement === document.body) before?.focus({ preventScroll: true })
    }
  }, [dialog, overlay])
}
