/** So long, in ms, after a key in a field somebody is taken to be typing there. */
const pause = 10_000

let typed: { field: EventTarget | null; at: number } = { field: null, at: 0 }

// Enter ends it: what follows is what was asked for.
document.addEventListener(
  'keydown',
  ({ target, key }) => (typed = { field: key === 'Enter' ? null : target, at: Date.now() }),
  true,
)

/**
 * Gives what a page asks the focus, so that it can be answered at once; but not while somebody types in another field of
 * Porthole's: a page beside it, by asking then, would get the rest of their password.
 */
export function takeFocus(element: HTMLElement | null): void {
  const field = document.activeElement
  const isTyping = field instanceof HTMLInputElement && field === typed.field && Date.now() - typed.at < pause
  if (!isTyping) element?.focus()
}
