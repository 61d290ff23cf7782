import { memo, useEffect, useRef } from 'react'
import { strings } from '../../app/strings.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { gridId } from './grid-focus.ts'
import { narrow, useView } from './view-store.ts'

interface SearchBoxProps {
  /** The id of the selected line, which the arrow keys move while the caret stays here. */
  selected: string | undefined
  /** False while something else is on show: then it can't take the focus yet. */
  visible: boolean
}

/** Search as you type. */
export const SearchBox = memo(function SearchBox({ selected, visible }: SearchBoxProps) {
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
    <SearchField
      ref={input}
      large
      label={strings.list.search}
      clear={strings.list.clear}
      text={query}
      onText={(next) => narrow({ query: next })}
      role="combobox"
      aria-expanded
      aria-haspopup="grid"
      aria-controls={gridId}
      aria-activedescendant={selected === undefined ? undefined : `service-${selected}`}
      data-list-keys
    />
  )
})
