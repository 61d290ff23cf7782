import { useSyncExternalStore } from 'react'

let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  now = Date.now()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

const idle = () => () => undefined

/** The time in milliseconds, renewed every second while `ticking`. One timer serves all, and none runs when none is needed. */
export function useNow(ticking: boolean): number {
  return useSyncExternalStore(ticking ? subscribe : idle, () => now)
}
