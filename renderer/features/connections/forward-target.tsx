import { useId, useMemo, useState } from 'react'
import type { ServiceRow } from '../../../shared/service.ts'
import { ask } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { askForward, localPortFor } from '../forwards/forward-actions.ts'
import { useServices } from '../services/services-store.ts'
import styles from './connections.module.css'
import { forwardTargets, targetOf } from './forward-targets.ts'
import { TargetField } from './target-field.tsx'

const words = strings.connections.form

export const targetId = 'forward-target'
const none: readonly ServiceRow[] = []

/** Forwards a port of any Service of the cluster on show; the address is on the clipboard then. */
export function ForwardTarget() {
  const cluster = useServices((state) => state.cluster)
  const rows = useServices((state) => state.rows)
  const [text, setText] = useState('')
  const [local, setLocal] = useState('')
  const [wrong, setWrong] = useState('')
  const problem = useId()
  const targets = useMemo(() => forwardTargets(cluster === null ? none : rows), [cluster, rows])
  const target = targetOf(targets, text)
  const start = async (): Promise<void> => {
    if (!target || cluster === null) {
      setWrong(words.unknown(text.trim()))
      return
    }
    setWrong('')
    const service = { cluster, namespace: target.namespace, name: target.name, port: target.port }
    const answer = await (local === ''
      ? askForward(service, target.number)
      : ask('forward.start', { service, localPort: Number(local) }))
    if (!answer.ok) {
      setWrong(answer.code === 'port-taken' ? words.unusable(answer.message) : answer.message)
      return
    }
    setText('')
    setLocal('')
    await copyText(`127.0.0.1:${answer.value.localPort}`)
  }
  if (targets.length === 0) return <p className={styles['none']}>{words.notConnected}</p>
  return (
    <form
      className={styles['form']}
      aria-label={words.label}
      onSubmit={(event) => {
        event.preventDefault()
        void start()
      }}
    >
      <TargetField
        id={targetId}
        targets={targets}
        value={text}
        problem={wrong === '' ? undefined : problem}
        onChange={(value) => {
          setText(value)
          setWrong('')
        }}
      />
      <span className={styles['arrow']} aria-hidden>
        →
      </span>
      <span className={styles['local']}>
        127.0.0.1:
        <input
          className={styles['port']}
          aria-label={words.local}
          type="number"
          min={0}
          max={65_535}
          placeholder={target ? String(localPortFor(target.number)) : words.any}
          value={local}
          aria-describedby={wrong === '' ? undefined : problem}
          onChange={({ target }) => {
            setLocal(target.value)
            setWrong('')
          }}
        />
      </span>
      <Button type="submit">{words.start}</Button>
      {wrong === '' ? null : (
        <span id={problem} role="alert" className={styles['bad']}>
          {wrong}
        </span>
      )}
    </form>
  )
}
