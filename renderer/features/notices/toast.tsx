import { Check, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { dismiss, stayOf, useNotices } from './notice-store.ts'
import styles from './toast.module.css'

const icons = { done: Check, note: Info, problem: TriangleAlert }

/**
 * A confirmation, news or a complaint, for a while; a pointer over it holds it.
 *
 * @param low as an item of the status bar, because an embedded page covers all above it
 */
export function Toast({ low }: { low: boolean }) {
  const notice = useNotices((notices) => notices.notice)
  const [held, hold] = useState(false)
  useEffect(() => {
    if (!notice || held) return undefined
    const timer = setTimeout(() => dismiss(notice.id), stayOf(notice))
    return () => clearTimeout(timer)
  }, [notice, held])
  if (!notice) return null
  const { id, kind, title, detail, action } = notice
  const Icon = icons[kind]
  return (
    <div
      key={id}
      data-toast
      className={cx(styles['toast'], styles[kind], low && styles['low'])}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
    >
      <Icon size={14} strokeWidth={2} aria-hidden className={styles['icon']} />
      <span className={styles['title']}>{title}</span>
      <span className={styles['detail']} title={detail}>
        {detail}
      </span>
      {action ? (
        <Button
          size="small"
          onClick={() => {
            dismiss(id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      ) : null}
      {kind === 'problem' ? (
        <button type="button" className={styles['close']} aria-label={strings.dismiss} onClick={() => dismiss(id)}>
          <X size={13} strokeWidth={2} aria-hidden />
        </button>
      ) : null}
    </div>
  )
}
