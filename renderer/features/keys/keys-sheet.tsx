import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { isMac } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { keysFor } from '../../ui/key-names.ts'
import { useOverlay } from '../../ui/overlays.ts'
import styles from './keys-sheet.module.css'
import { hideKeys, useKeys } from './keys-store.ts'

/** The keys, on a sheet over the window. */
export function KeysSheet() {
  const open = useKeys((keys) => keys.open)
  return open ? <Sheet /> : null
}

function Sheet() {
  const dialog = useRef<HTMLDialogElement>(null)
  const overlay = useOverlay()
  const mac = isMac()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    // The sheet itself, not its cross: nothing here asks to be pressed.
    element?.focus()
    return overlay(element)
  }, [overlay])
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={styles['sheet']}
      aria-labelledby="keys-title"
      onClose={hideKeys}
      // The dialog's own box has no padding, so a click on itself is one on the backdrop.
      onClick={(event) => event.target === event.currentTarget && hideKeys()}
    >
      <div className={styles['head']}>
        <h2 id="keys-title" className={styles['title']}>
          {strings.keys.title}
        </h2>
        <button type="button" className={styles['close']} aria-label={strings.close} onClick={hideKeys}>
          <X size={15} strokeWidth={1.75} aria-hidden />
        </button>
      </div>
      <div className={styles['groups']}>
        {strings.keys.groups.map((group) => (
          <section key={group.title}>
            <h3 className={styles['group']}>{group.title}</h3>
            <dl className={styles['list']}>
              {group.rows.map(({ keys, does }) => (
                <div key={does} className={styles['row']}>
                  <dt>{does}</dt>
                  <dd className={styles['keys']}>
                    {keys.map((one) => (
                      <Kbd key={one} keys={keysFor(one, mac)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  )
}
