import { ChevronRight, FlaskConical, Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { AppState, ClusterSummary } from '../../../shared/app-state.ts'
import { strings } from '../../app/strings.ts'
import { FewKeys } from '../keys/few-keys.tsx'
import { useView } from '../services/view-store.ts'
import styles from './choose-cluster.module.css'
import { openDemo, showCluster } from './cluster-actions.ts'
import { ProductionMark } from './cluster-mark.tsx'

const words = strings.clusters

/** With more clusters than this there is a field to find one. */
const filterFrom = 6
/** Who has more than this types. */
const shownClusters = 50
/** So many fill a screen, and are drawn first. */
const firstClusters = 20

/** The first screen of whoever has contexts, and no current one: what was found, one step from each. */
export function ChooseCluster({ clusters, kubeconfig: { files, found } }: Pick<AppState, 'clusters' | 'kubeconfig'>) {
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const searchWanted = useView((view) => view.searchWanted)
  // The one thing to do here; but not within the drawing of the screen, which it would have laid out at once, too.
  useEffect(() => {
    const timer = setTimeout(() => field.current?.focus())
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (!searchWanted || !field.current) return
    useView.setState({ searchWanted: false })
    field.current.focus()
  }, [searchWanted])
  const own = clusters.filter(({ source }) => source === 'kubeconfig')
  const contexts = own.reduce((sum, one) => sum + one.contexts.length, 0)
  const wanted = query.trim().toLowerCase()
  const matching = own.filter(({ name, server, contexts: all }) =>
    [name, server, ...all.map(({ context }) => context)].some((one) => one.toLowerCase().includes(wanted)),
  )
  const drawn = useDeferredValue(shownClusters, firstClusters)
  const more = matching.length - shownClusters
  const [first] = matching
  const move = (event: Pick<KeyboardEvent, 'key' | 'preventDefault'>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const stops = [...(list.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])]
    const at = stops.findIndex((one) => one === document.activeElement)
    event.preventDefault()
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus()
  }
  const begin = useEffectEvent((event: Event & Pick<KeyboardEvent, 'key'>) => {
    if (event.target === document.body) move(event)
  })
  useEffect(() => {
    const listener = (event: WindowEventMap['keydown']) => begin(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  return (
    <div className={styles['screen']}>
      <div ref={list} className={styles['column']} onKeyDown={move}>
        <header>
          <h1 className={styles['title']}>{words.choose}</h1>
          <p className={styles['hint']}>{words.chooseHint}</p>
        </header>
        <div className={styles['card']}>
          {own.length > filterFrom ? (
            <div className={styles['search']}>
              <Search size={14} strokeWidth={1.75} aria-hidden />
              <input
                ref={field}
                data-stop
                aria-label={words.filter}
                placeholder={words.filter}
                spellCheck={false}
                value={query}
                onChange={({ target }) => setQuery(target.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && first) void showCluster(first.id)
                  if (event.key === 'Escape') setQuery('')
                }}
              />
            </div>
          ) : null}
          <ul className={styles['list']}>
            {matching.slice(0, drawn).map((cluster) => (
              <ClusterChoice key={cluster.id} cluster={cluster} />
            ))}
            {more > 0 ? <li className={styles['none']}>{words.moreToFilter(more)}</li> : null}
            {matching.length === 0 ? <li className={styles['none']}>{words.noneOf(query.trim())}</li> : null}
            {clusters.length > own.length ? null : (
              <li className={styles['item']}>
                <button type="button" data-stop className={styles['choice']} onClick={() => void openDemo()}>
                  <FlaskConical size={14} strokeWidth={1.75} aria-hidden className={styles['icon']} />
                  <span className={styles['name']}>{words.demoName}</span>
                  <span className={styles['note']}>{words.demoHint}</span>
                  <ChevronRight size={14} strokeWidth={1.75} aria-hidden className={styles['icon']} />
                </button>
              </li>
            )}
          </ul>
        </div>
        <p className={styles['found']}>
          {words.contextsIn(contexts)} <span className={styles['files']}>{files.join(', ')}</span>
          {found === files.length ? null : ` · ${words.filesFound(found, files.length)}`}
        </p>
        <FewKeys />
      </div>
    </div>
  )
}

function ClusterChoice({ cluster }: { cluster: ClusterSummary }) {
  const { id, name, server, contexts } = cluster
  return (
    <li className={styles['item']}>
      <button type="button" data-stop className={styles['choice']} onClick={() => void showCluster(id)}>
        <span className={styles['name']} title={name}>
          {name}
        </span>
        <ProductionMark cluster={cluster} />
        {contexts.length > 1 ? (
          <span className={styles['more']}>{strings.contexts.more(contexts.length - 1)}</span>
        ) : null}
        <span className={styles['server']} title={server}>
          {server === '' ? words.incomplete : server.replace(/^https?:\/\//, '')}
        </span>
        <ChevronRight size={14} strokeWidth={1.75} aria-hidden className={styles['icon']} />
      </button>
    </li>
  )
}
