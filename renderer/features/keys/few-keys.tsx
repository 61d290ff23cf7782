import { isMac } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { keysFor } from '../../ui/key-names.ts'
import styles from './few-keys.module.css'

const { label, rows } = strings.keys.few

/** Three keys that lead to all the others. */
export function FewKeys() {
  return (
    <ul className={styles['list']} aria-label={label}>
      {rows.map(({ keys, does }) => (
        <li key={does} className={styles['one']}>
          <Kbd keys={keysFor(keys, isMac())} />
          {does}
        </li>
      ))}
    </ul>
  )
}
