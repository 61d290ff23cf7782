import { Check } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { useServices } from './services-store.ts'
import { type NamespaceCount, namespaceCounts } from './tally.ts'
import styles from './namespace-options.module.css'

interface NamespaceOptionsProps {
  chosen: string
  usual: string
  choose: (namespace: string) => void
}

/** More are not drawn: whoever has more of them types. */
const most = 200

/** The options that contain what was typed, *All namespaces* first and the context's own namespace after it. */
export function namespaceOptions(
  namespaces: readonly NamespaceCount[],
  usual: string,
  query: string,
): readonly NamespaceCount[] {
  const total = namespaces.reduce((sum, { count }) => sum + count, 0)
  const found = namespaces.filter(({ namespace }) => namespace.includes(query.trim().toLowerCase()))
  const own = found.filter(({ namespace }) => namespace === usual)
  const others = found.filter(({ namespace }) => namespace !== usual)
  const all = query.trim() === '' ? [{ namespace: '', count: total }] : []
  return [...all, ...own, ...others].slice(0, most)
}

export function NamespaceOptions({ chosen, usual, choose }: NamespaceOptionsProps) {
  const rows = useServices((services) => services.rows)
  const namespaces = useMemo(() => namespaceCounts(rows), [rows])
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const options = namespaceOptions(namespaces, usual, query)
  const current = Math.min(at, options.length - 1)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const onKeyDown = (event: KeyboardEvent) => {
    const option = options[current]
    if (event.key === 'ArrowDown') setAt((current + 1) % Math.max(1, options.length))
    else if (event.key === 'ArrowUp') setAt((current - 1 + options.length) % Math.max(1, options.length))
    else if (event.key === 'Enter' && option) choose(option.namespace)
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className={styles['filter']}
        role="combobox"
        aria-expanded
        aria-controls="namespace-options"
        aria-activedescendant={current < 0 ? undefined : `namespace-${current}`}
        aria-label={strings.list.filterNamespaces}
        placeholder={strings.list.filterNamespaces}
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id="namespace-options"
        role="listbox"
        aria-label={strings.list.namespace}
        className={styles['list']}
      >
        {options.map(({ namespace, count }, index) => (
          <div
            key={namespace}
            id={`namespace-${index}`}
            role="option"
            aria-selected={index === current}
            className={cx(styles['option'], index === current && styles['current'])}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(namespace)}
          >
            <span className={styles['mark']}>
              {namespace === chosen ? <Check size={14} strokeWidth={2} aria-hidden /> : null}
            </span>
            <span className={styles['name']}>{namespace === '' ? strings.list.allNamespaces : namespace}</span>
            {namespace !== '' && namespace === usual ? (
              <span className={styles['usual']}>{strings.list.contextDefault}</span>
            ) : null}
            <span className={styles['count']}>{strings.count(count)}</span>
          </div>
        ))}
        {options.length === 0 ? <div className={styles['nothing']}>{strings.clusters.none}</div> : null}
      </div>
    </>
  )
}
