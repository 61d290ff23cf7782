import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './page-bar.module.css'
import { useFind } from './find-store.ts'

/** Looks for a text in the page while it is typed; Enter goes on, Shift and Enter back, Esc closes. */
export function FindBar({ tab: { id, found } }: { tab: Tab }) {
  const words = strings.page.find
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const wanted = useFind((state) => state.wanted)
  useEffect(() => {
    if (!wanted) return
    useFind.setState({ wanted: false })
    input.current?.focus()
    input.current?.select()
  }, [wanted])
  useEffect(() => () => void run('tabs.find', { tab: id, text: '', step: 'first' }), [id])
  const find = (step: Input<'tabs.find'>['step'], looked = text) =>
    void run('tabs.find', { tab: id, text: looked, step })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') find(event.shiftKey ? 'previous' : 'next')
    else if (event.key === 'Escape') useFind.setState({ tab: null })
    else return
    event.preventDefault()
  }
  const none = text !== '' && found?.total === 0
  return (
    <div role="search" className={styles['bar']} aria-label={words.label}>
      <input
        ref={input}
        className={styles['find']}
        aria-label={words.field}
        aria-invalid={none}
        placeholder={words.field}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          find('first', event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <span className={styles['count']} role="status">
        {text === '' || found === null ? '' : words.count(found.current, found.total)}
      </span>
      <IconButton
        side="top"
        icon={ChevronUp}
        label={words.previous}
        keys="Shift Enter"
        onClick={() => find('previous')}
      />
      <IconButton side="top" icon={ChevronDown} label={words.next} keys="Enter" onClick={() => find('next')} />
      <span className={styles['grow']} />
      <IconButton
        side="top"
        icon={X}
        label={strings.close}
        keys="Esc"
        onClick={() => useFind.setState({ tab: null })}
      />
    </div>
  )
}
