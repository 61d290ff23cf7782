import { useEffect } from 'react'
import type { ServiceRow } from '../../../shared/service.ts'
import { searchIndex, searchText } from './search-text.ts'

/** So much idle time (ms) must be left for another few rows. */
const reserve = 2
const rowsAtOnce = 100
/** So long (ms) a list must stay as it is: while a watch changes it many times a second, each would be made in vain. */
const rest = 500

/** Makes what search looks through while nothing else is to be done, so that the first keystroke need not wait for it. */
export function useWarmSearch(rows: readonly ServiceRow[]): void {
  useEffect(() => {
    let at = 0
    const work = (deadline: IdleDeadline): void => {
      while (at < rows.length && deadline.timeRemaining() > reserve) {
        for (const row of rows.slice(at, at + rowsAtOnce)) searchText(row)
        at += rowsAtOnce
      }
      if (at < rows.length) idle = requestIdleCallback(work)
      else searchIndex(rows)
    }
    let idle = 0
    const timer = setTimeout(() => (idle = requestIdleCallback(work)), rest)
    return () => {
      clearTimeout(timer)
      cancelIdleCallback(idle)
    }
  }, [rows])
}
