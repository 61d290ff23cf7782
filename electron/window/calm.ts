/** How often at most, in ms: no eye reads faster. */
const period = 250

/**
 * Takes values as fast as a page changes them and hands the newest on: the first at once, then one in each period. All tabs
 * are told anew with each change, so a page that renames itself in a loop would slow down the window.
 */
export function calm<T>(tell: (value: T) => void): (value: T) => void {
  let timer: NodeJS.Timeout | undefined
  let waiting: { value: T } | undefined
  const next = (): void => {
    timer = undefined
    if (!waiting) return
    const { value } = waiting
    waiting = undefined
    timer = setTimeout(next, period)
    tell(value)
  }
  return (value) => {
    waiting = { value }
    if (!timer) next()
  }
}
