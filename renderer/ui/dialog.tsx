import { X } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId, useRef } from 'react'
import { strings } from '../app/strings.ts'
import { cx } from './cx.ts'
import styles from './dialog.module.css'
import { useModal } from './modal.ts'

interface DialogProps {
  title: string
  close: () => void
  /** For a list rather than a few fields. */
  wide?: boolean
  children: ReactNode
}

/** A small dialog over the window. Esc, its cross and a click beside it close it. */
export function Dialog({ title, close, wide = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useModal(dialog)
  return (
    <dialog
      ref={dialog}
      className={cx(styles['dialog'], wide && styles['wide'])}
      aria-labelledby={id}
      onClose={close}
      // The dialog's own box has no padding, so a press on itself is one on the backdrop.
      onPointerDown={(event) => event.target === event.currentTarget && close()}
    >
      <div className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        <button type="button" className={styles['close']} aria-label={strings.close} onClick={close}>
          <X size={15} strokeWidth={1.75} aria-hidden />
        </button>
      </div>
      {children}
    </dialog>
  )
}

/** What a dialog ends with. */
export function DialogButtons(props: ComponentProps<'div'>) {
  return <div className={styles['buttons']} {...props} />
}
