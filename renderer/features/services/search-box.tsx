import { Search, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { strings } from '../../app/strings.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { gridId } from './grid-focus.ts'
import styles from './search-box.module.css'
import { narrow, useView } from './view-store.ts'

interface SearchBoxProps {
  /** The id of the selected line, which the arrow keys move while the caret stays here. */
  selected: string | undefined
  /** False while something else is on show: then it can't take the focus yet. */
  visible: boolean
}

/** Search as you type. */
export function SearchBox({ selected, visible }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const query = useView(({ filter }) => filter.query)
  const wanted = useView(({ searchWanted }) => searchWanted)
  useEffect(() => {
    if (!wanted || !visible) return
    useView.setState({ searchWanted: false })
    input.current?.focus()
    input.current?.select()
  }, [wanted, visible])
  return (
    <div className={styles['box']}>
      <Search size={14} strokeWidth={1.75} aria-hidden className={styles['icon']} />
      <input
        ref={input}
        className={styles['input']}
        role="combobox"
        aria-label={strings.list.search}
        aria-expanded
        aria-haspopup="grid"
        aria-controls={gridId}
        aria-activedescendant={selected === undefined ? undefined : `service-${selected}`}
        aria-keyshortcuts="/"
        data-list-keys
        placeholder={strings.list.search}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => narrow({ query: event.target.value })}
      />
      {query === '' ? (
        <Kbd keys="/" />
      ) : (
        <button
          type="button"
          className={styles['clear']}
          aria-label={strings.list.clear}
          onClick={() => {
            narrow({ query: '' })
            input.current?.focus()
          }}
        >
          <X size={13} strokeWidth={2} aria-hidden />
        </button>
      )}
    </div>
  )
}
