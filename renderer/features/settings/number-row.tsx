import { useState } from 'react'
import { type Preferences, ranges } from '../../../shared/preferences.ts'
import { prefer } from './settings-actions.ts'
import { SettingRow } from './setting-row.tsx'
import styles from './settings-page.module.css'

interface NumberRowProps {
  preferences: Preferences
  name: 'port' | 'requestsKept'
  title: string
  hint: string
  /** What is said of a text that is no such number. */
  invalid: string
  /** A few words beside the field. */
  note?: string
}

/** A preference that is a number. Enter, or leaving the field, keeps it; Esc takes back what was typed. */
export function NumberRow({ preferences, name, title, hint, invalid, note }: NumberRowProps) {
  /** What is typed and not kept yet; null shows what is in force, also when somebody edits the file. */
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const keep = async () => {
    if (typed === null) return
    const text = typed.trim()
    const [least, most] = ranges[name]
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    const fits = value >= least && value <= most
    setWrong(!fits)
    if (fits && (value === preferences[name] || (await prefer({ [name]: value })))) setTyped(null)
  }
  return (
    <SettingRow title={title} hint={hint} {...(wrong && { problem: invalid })}>
      {({ control, hint: described }) => (
        <>
          {note === undefined ? null : <span className={styles['note']}>{note}</span>}
          <input
            id={control}
            className={styles['number']}
            inputMode="numeric"
            autoComplete="off"
            aria-describedby={described}
            aria-invalid={wrong}
            value={typed ?? String(preferences[name])}
            onChange={({ target }) => {
              setTyped(target.value)
              setWrong(false)
            }}
            onBlur={() => void keep()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void keep()
              if (event.key !== 'Escape') return
              setTyped(null)
              setWrong(false)
            }}
          />
        </>
      )}
    </SettingRow>
  )
}
