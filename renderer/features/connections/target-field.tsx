import { type KeyboardEvent, useId, useState } from 'react'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { suggestionsOf, type ForwardTargetChoice } from './forward-targets.ts'
import styles from './target-field.module.css'

const words = strings.connections.form

interface TargetFieldProps {
  id: string
  targets: readonly ForwardTargetChoice[]
  value: string
  /** What describes that the value is wrong; undefined while it is not. */
  problem: string | undefined
  onChange: (value: string) => void
}

/** A field for `namespace/service:port`, with what fits below it: Chromium's own list is white in the dark and holds every port. */
export function TargetField({ id, targets, value, problem, onChange }: TargetFieldProps) {
  const [open, setOpen] = useState(false)
  const [chosen, choose] = useState(-1)
  const list = useId()
  const shown = open ? suggestionsOf(targets, value) : []
  const option = (at: number) => `${list}-${at}`
  const show = (wanted: boolean) => {
    setOpen(wanted)
    choose(-1)
  }
  const take = (label: string) => {
    onChange(label)
    show(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const label = shown[chosen]?.label
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const by = event.key === 'ArrowDown' ? 1 : -1
      // One place more than there are options: at it the text stands as it was typed.
      const places = shown.length + 1
      if (open) choose(((chosen + 1 + by + places) % places) - 1)
      else show(true)
    } else if (event.key === 'Escape' && shown.length > 0) show(false)
    else if (event.key === 'Enter' && label !== undefined) take(label)
    else {
      // What is begun stands below.
      if (event.key === 'Enter') show(false)
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className={styles['field']}>
      <input
        id={id}
        role="combobox"
        aria-label={words.target}
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen in shown ? option(chosen) : undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={problem}
        placeholder={words.targetPlaceholder}
        required
        // Else the pointer over it is told that it is empty.
        title=""
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={({ target }) => {
          onChange(target.value)
          show(true)
        }}
        onKeyDown={onKeyDown}
        onClick={() => show(true)}
        onBlur={() => show(false)}
      />
      <div role="listbox" id={list} aria-label={words.target} className={styles['list']} hidden={shown.length === 0}>
        {shown.map(({ label }, at) => (
          <div
            key={label}
            id={option(at)}
            role="option"
            aria-selected={at === chosen}
            className={cx(styles['option'], at === chosen && styles['chosen'])}
            // The caret stays in the field.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(label)}
          >
            {label}
          </div>
        ))}
      </div>
    </span>
  )
}
