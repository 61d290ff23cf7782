/** An element may be within what cuts it: the words of a line within its column. */
const levels = 3

/**
 * So long, in ms, a pointer rests before a text is measured, since at once it would have the page laid out in the midst of
 * a frame. A tooltip comes later yet.
 */
export const restTime = 150

let resting: ReturnType<typeof setTimeout> | undefined

/**
 * Gives what an ellipsis cuts its whole text as a tooltip, for as long as the pointer is on it. One listener for every
 * list: a title on each cell would be there for all who read the page, and be wrong as soon as nothing is cut.
 *
 * @returns how to stop
 */
export function followCutTexts(): () => void {
  document.addEventListener('pointerover', rest)
  document.addEventListener('pointerout', leave)
  return () => {
    leave()
    document.removeEventListener('pointerover', rest)
    document.removeEventListener('pointerout', leave)
  }
}

const leave = (): void => clearTimeout(resting)

function rest({ target }: PointerEvent): void {
  leave()
  resting = setTimeout(() => show(target), restTime)
}

function show(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement) || target.closest('[title]')) return
  const cut = cutAround(target)
  if (!cut) return
  cut.title = cut.textContent
  cut.addEventListener('pointerleave', () => cut.removeAttribute('title'), { once: true })
}

function cutAround(target: HTMLElement): HTMLElement | undefined {
  let one: HTMLElement | null = target
  for (let level = 0; one && level < levels; level += 1, one = one.parentElement) {
    if (one.scrollWidth > one.clientWidth && getComputedStyle(one).textOverflow === 'ellipsis') return one
  }
  return undefined
}
