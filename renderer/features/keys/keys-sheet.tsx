import { isMac } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { keysFor } from '../../ui/key-names.ts'
import styles from './keys-sheet.module.css'
import { hideKeys, useKeys } from './keys-store.ts'

/** The keys, on a sheet over the window. */
export function KeysSheet() {
  const open = useKeys((keys) => keys.open)
  const mac = isMac()
  if (!open) return null
  return (
    <Dialog title={strings.keys.title} close={hideKeys} wide>
      {/* Nothing here asks to be pressed: the focus stands on the sheet, where it scrolls. */}
      <div className={styles['groups']} tabIndex={-1} data-autofocus>
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
    </Dialog>
  )
}
