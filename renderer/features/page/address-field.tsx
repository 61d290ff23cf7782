import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { create } from 'zustand'
import type { Tab } from '../../../shared/tabs-state.ts'
import { ask } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { complain } from '../notices/notice-store.ts'
import { addressParts, typedAddress } from './address.ts'
import styles from './address-field.module.css'

/** Set to have the address field take the focus. */
export const useAddressWanted = create<{ wanted: boolean }>()(() => ({ wanted: false }))

/** The address: the Service's host at rest, the whole URL to edit when focused. A path or a URL of the same origin goes. */
export function AddressField({ tab: { id, url }, active }: { tab: Tab; active: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const [refused, setRefused] = useState(false)
  const wanted = useAddressWanted((state) => state.wanted)
  useEffect(() => {
    if (!wanted || !active) return
    useAddressWanted.setState({ wanted: false })
    input.current?.focus()
  }, [wanted, active])
  const go = async (address: string) => {
    const answer = await ask('tabs.navigate', { tab: id, address: typedAddress(address) })
    setRefused(!answer.ok)
    if (answer.ok) input.current?.blur()
    else complain(strings.page.wrongAddress, answer.message)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void go(draft ?? url)
    else if (event.key === 'Escape') input.current?.blur()
    else return
    event.preventDefault()
  }
  const { host, suffix, path } = addressParts(url)
  return (
    <div className={cx(styles['field'], refused && styles['refused'])}>
      <input
        ref={input}
        className={styles['input']}
        aria-label={strings.page.address}
        aria-invalid={refused}
        spellCheck={false}
        autoComplete="off"
        value={draft ?? url}
        onFocus={() => {
          setDraft(url)
          // After the browser has put the caret where the pointer went down.
          requestAnimationFrame(() => input.current?.select())
        }}
        onBlur={() => {
          setDraft(null)
          setRefused(false)
        }}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {draft === null ? (
        <span className={styles['shown']} aria-hidden>
          {host}
          <span className={styles['suffix']}>{suffix}</span>
          <span className={path === '/' ? styles['suffix'] : undefined}>{path}</span>
        </span>
      ) : null}
    </div>
  )
}
