import { Search } from 'lucide-react'
import { isMac } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { keysFor } from '../../ui/key-names.ts'
import styles from './palette-field.module.css'
import { openPalette } from './palette-store.ts'

/** Looks like the field that it opens. */
export function PaletteField() {
  return (
    <div className={styles['place']}>
      <button
        type="button"
        className={styles['field']}
        aria-haspopup="dialog"
        aria-keyshortcuts={isMac() ? 'Meta+K' : 'Control+K'}
        title={strings.palette.label}
        onClick={openPalette}
      >
        <Search size={14} strokeWidth={1.75} aria-hidden />
        <span className={styles['words']}>{strings.palette.field}</span>
        <Kbd keys={keysFor('Mod K', isMac())} />
      </button>
    </div>
  )
}
