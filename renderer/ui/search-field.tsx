import { Search, X } from 'lucide-react'
import type { ComponentProps, RefObject } from 'react'
import { cx } from './cx.ts'
import { Kbd } from './kbd.tsx'
import styles from './search-field.module.css'

interface SearchFieldProps extends Omit<ComponentProps<'input'>, 'ref' | 'value' | 'onChange'> {
  ref: RefObject<HTMLInputElement | null>
  /** Its name, and what stands in it while it is empty. */
  label: string
  clear: string
  text: string
  onText: (text: string) => void
  large?: boolean
}

/** A field to search as one types; `/` leads to it. */
export function SearchField({ ref, label, clear, text, onText, large, ...input }: SearchFieldProps) {
  return (
    <div className={cx(styles['box'], large && styles['large'])}>
      <Search size={14} strokeWidth={1.75} aria-hidden className={styles['icon']} />
      <input
        ref={ref}
        type="text"
        className={styles['input']}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={({ target }) => onText(target.value)}
        {...input}
      />
      {text === '' ? (
        <Kbd keys="/" />
      ) : (
        <button
          type="button"
          className={styles['clear']}
          aria-label={clear}
          onClick={() => {
            onText('')
            ref.current?.focus()
          }}
        >
          <X size={13} strokeWidth={2} aria-hidden />
        </button>
      )}
    </div>
  )
}
