import { gridId } from '../features/services/grid-focus.ts'
import { run } from './run.ts'

/** What F6 goes to, in the order of the document. One may lie in another. */
const marked = '[data-pane]'
/** What gets the focus in a pane where nothing had it before: what it is for, what is chosen in it, whatever can have it. */
const firsts = [
  `#${gridId}`,
  '[aria-current=page], [aria-current=true]',
  '[role=tab][aria-selected=true]',
  'button:not(:disabled), input:not(:disabled), a[href], [tabindex="0"]',
]
/** What had the focus when a pane was left by F6. */
const left = new WeakMap<Element, HTMLElement>()

/**
 * Gives the focus to the next part of the window (1) or the previous one (-1), round and round, as F6 does elsewhere. It is
 * the way from an embedded page, which nobody tabs out of, to what stands above it.
 *
 * @param inPage the embedded page has the focus now
 */
export function turnPane(by: 1 | -1, inPage: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>(marked)].filter(
    (pane) => pane.dataset['page'] !== undefined || firstIn(pane),
  )
  const focused = document.activeElement
  const own = inPage
    ? panes.find(({ dataset }) => dataset['active'] === 'true')
    : panes.find((pane) => pane === focused?.closest(marked))
  if (own && !inPage && focused instanceof HTMLElement) left.set(own, focused)
  const at = own ? panes.indexOf(own) : by === 1 ? -1 : 0
  const next = panes[(at + by + panes.length) % panes.length]
  if (!next) return
  const first = firstIn(next)
  if (first) first.focus()
  else void run('tabs.activate', { tab: Number(next.dataset['page']) })
}

function firstIn(pane: Element): HTMLElement | undefined {
  if (pane.closest('[inert]')) return undefined
  const isOwn = (element: Element) => element.isConnected && element.closest(marked) === pane
  const before = left.get(pane)
  if (before && isOwn(before)) return before
  for (const first of firsts) {
    const found = [...pane.querySelectorAll<HTMLElement>(first)].find(isOwn)
    if (found) return found
  }
  return undefined
}
