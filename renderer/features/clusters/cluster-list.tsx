import { type Rect, useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { usePlace } from '../../app/place.ts'
import { strings } from '../../app/strings.ts'
import { ClusterLine } from './cluster-line.tsx'
import { railLetters } from './cluster-words.ts'
import { cx } from '../../ui/cx.ts'
import edges from '../../ui/scroll-edges.module.css'
import styles from './cluster-list.module.css'

/** With more clusters than this, a field to filter them appears. */
const filterFrom = 12
const lineHeight = 30

/** Hears of the first size too when it is known: to ask for it, as the library does, would lay out the page within a drawing. */
function observeElementRect({ scrollElement }: { scrollElement: Element | null }, changed: (rect: Rect) => void) {
  if (!scrollElement) return undefined
  const resized = new ResizeObserver(([entry]) => entry && changed(entry.contentRect))
  resized.observe(scrollElement)
  return () => resized.disconnect()
}

/** The clusters of the kubeconfig's contexts. Some people have thousands, so of the lines only those in sight exist. */
export function ClusterList({ clusters, active }: { clusters: readonly ClusterSummary[]; active: string | null }) {
  const place = usePlace()
  const [query, setQuery] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const wanted = query.trim().toLowerCase()
  const found = clusters.filter(({ name, contexts }) =>
    [name, ...contexts.map(({ context }) => context)].some((one) => one.toLowerCase().includes(wanted)),
  )
  const letters = useMemo(() => railLetters(clusters.map(({ name }) => name)), [clusters])
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    // Until it is measured, so that the lines are there with the first drawing.
    initialRect: { width: 0, height: window.innerHeight },
    observeElementRect,
    // Nobody scrolls it but the person, and to scroll it to where it begins would lay out the page within a drawing too.
    scrollToFn: () => undefined,
    overscan: 6,
  })
  return (
    <>
      <h2 className={styles['heading']}>{strings.clusters.heading}</h2>
      {clusters.length <= filterFrom ? null : (
        <input
          className={styles['filter']}
          aria-label={strings.clusters.filter}
          placeholder={strings.clusters.filter}
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      <div ref={scroller} className={cx(styles['scroller'], edges['edges'])}>
        <ul
          aria-label={strings.clusters.heading}
          className={styles['list']}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const cluster = found[index]
            if (!cluster) return null
            return (
              <ClusterLine
                key={cluster.id}
                cluster={cluster}
                letters={letters(cluster.name)}
                active={cluster.id === active}
                shown={cluster.id === active && place === null}
                top={start}
              />
            )
          })}
        </ul>
        {found.length === 0 ? <p className={styles['none']}>{strings.clusters.none}</p> : null}
      </div>
    </>
  )
}
