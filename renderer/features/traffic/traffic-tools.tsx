import { ChevronDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { TrafficRow } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { Chip } from '../../ui/chip.tsx'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/menu.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { announce } from '../notices/notice-store.ts'
import { methodsOf, statusClasses, type TrafficFilter } from './filter-traffic.ts'
import styles from './traffic-tools.module.css'
import { listId, searchId } from './traffic-ids.ts'
import { narrowTraffic } from './traffic-store.ts'

const words = strings.traffic

interface TrafficToolsProps {
  filter: TrafficFilter
  rows: readonly TrafficRow[]
  /** How many pass the filter. */
  shown: number
}

/** Narrows the list. */
export function TrafficTools({ filter, rows, shown }: TrafficToolsProps) {
  const input = useRef<HTMLInputElement>(null)
  useTellWhenNarrowed(filter, shown)
  return (
    <div className={styles['tools']}>
      <SearchField
        ref={input}
        label={words.filter}
        clear={words.clearFilter}
        text={filter.text}
        onText={(text) => narrowTraffic({ text })}
        id={searchId}
        aria-controls={listId}
      />
      <div role="group" aria-label={words.statuses} className={styles['group']}>
        {statusClasses.map((status) => (
          <Chip
            key={status}
            className={styles['small']}
            pressed={filter.status === status}
            onClick={() => narrowTraffic({ status })}
          >
            {words.status[status]}
          </Chip>
        ))}
      </div>
      <Menu>
        <MenuTrigger asChild>
          <Chip
            className={filter.method === '' ? styles['small'] : `${styles['small']} ${styles['on']}`}
            aria-label={`${words.method}: ${filter.method || words.allMethods}`}
          >
            {filter.method || words.allMethods}
            <ChevronDown size={13} strokeWidth={2} aria-hidden />
          </Chip>
        </MenuTrigger>
        <MenuContent align="start" label={words.method}>
          {['', ...methodsOf(rows)].map((method) => (
            <MenuItem key={method} onSelect={() => narrowTraffic({ method })}>
              {method || words.allMethods}
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
      <span className={styles['count']}>{words.shown(shown, rows.length)}</span>
    </div>
  )
}

/** A new filter is told with its count; what comes in by itself is not. */
function useTellWhenNarrowed(filter: TrafficFilter, shown: number): void {
  const last = useRef(filter)
  useEffect(() => {
    if (last.current === filter) return undefined
    const timer = setTimeout(() => {
      last.current = filter
      announce(words.requests(shown))
    }, 500)
    return () => clearTimeout(timer)
  }, [filter, shown])
}
