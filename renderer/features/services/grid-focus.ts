export const gridId = 'services-grid'

/** Gives the focus back to the list when a menu of one of its rows closes. */
export function focusGrid(event?: Event): void {
  event?.preventDefault()
  document.getElementById(gridId)?.focus({ preventScroll: true })
}
