const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

/** A moment as `10:42`, with the day when it is not today's. */
export function timeOf(moment: number, now: number): string {
  const time = clock.format(moment)
  return new Date(moment).toDateString() === new Date(now).toDateString() ? time : `${day.format(moment)}, ${time}`
}

/** Whole seconds until a moment, never below 0. */
export function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000))
}
