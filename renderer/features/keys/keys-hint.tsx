import { X } from 'lucide-react'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useSettings } from '../settings/settings-store.ts'
import { FewKeys } from './few-keys.tsx'
import styles from './few-keys.module.css'

/** The keys worth knowing, below the first lists a person sees; once dismissed they never come back. */
export function KeysHint() {
  const told = useSettings(({ state }) => state?.told.includes('keys') ?? true)
  if (told) return null
  return (
    <div className={styles['hint']}>
      <FewKeys />
      <IconButton
        icon={X}
        side="top"
        label={strings.keys.few.dismiss}
        onClick={() => void run('settings.told', { what: 'keys' })}
      />
    </div>
  )
}
