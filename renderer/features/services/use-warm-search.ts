import { useEffect } from 'react'
import type { ServiceRow } from '../../../shared/service.ts'
import { searchTexts } from './search-text.ts'

/** Makes what search looks through while nothing else is to be done, so that the first keystroke need not wait for it. */
export function useWarmSearch(rows: readonly ServiceRow[]): void {
  useEffect(() => {
    const idle = requestIdleCallback(() => void searchTexts(rows))
    return () => cancelIdleCallback(idle)
  }, [rows])
}
