import { useEffect } from 'react'
import type { ServiceRow } from '../../../shared/service.ts'
import { blockSize, searchBlock } from './search-text.ts'

/** So much idle time (ms) must be left for another block of rows. */
const reserve = 2
/** At most so many at once: idle time may be 50 ms long, and a key that comes within it would wait. */
const blocksAtOnce = 4
/** So long (ms) a list must stay as it is: while a watch changes it many times a second, each would be made in vain. */
const rest = 500

/** Makes what search looks through while nothing else is to be done, so that the first keystroke need not wait for it. */
export function useWarmSearch(rows: readonly ServiceRow[]): void {
  useEffect(() => {
    let block = 0
    const work = (deadline: IdleDeadline): void => {
      const until = block + blocksAtOnce
      while (block < until && block * blockSize < rows.length && deadline.timeRemaining() > reserve)
        searchBlock(rows, block++)
      if (block * blockSize < rows.length) idle = requestIdleCallback(work)
    }
    let idle = 0
    const timer = setTimeout(() => (idle = requestIdleCallback(work)), rest)
    return () => {
      clearTimeout(timer)
      cancelIdleCallback(idle)
    }
  }, [rows])
}
