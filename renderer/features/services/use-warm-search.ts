import { useEffect } from 'react'
import type { ServiceRow } from '../../../shared/service.ts'
import { searchText, searchTexts } from './search-text.ts'

/** So much idle time (ms) must be left for another few rows. */
const reserve = 2
const rowsAtOnce = 100

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
      else searchTexts(rows)
    }
    let idle = requestIdleCallback(work)
    return () => cancelIdleCallback(idle)
  }, [rows])
}
