import { TriangleAlert } from 'lucide-react'
import type { Failure } from '../../../shared/failure.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { showSettingsFile } from './settings-actions.ts'
import styles from './settings-problem.module.css'

/** What is wrong with the file: where, and what happens meanwhile. Mended, it is gone. */
export function SettingsProblem({ problem, file }: { problem: Failure; file: string | null }) {
  // Below stands where the file is; here it would push what is wrong out of sight.
  const said =
    file !== null && problem.message.startsWith(`${file}: `) ? problem.message.slice(file.length + 2) : problem.message
  return (
    <div role="alert" className={styles['problem']}>
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden className={styles['icon']} />
      <div className={styles['words']}>
        <p className={styles['title']}>{strings.settings.broken}</p>
        <p className={styles['said']}>{said}</p>
        <p className={styles['hint']}>{problem.hint}</p>
      </div>
      {file === null ? null : (
        <Button size="small" onClick={() => void showSettingsFile()}>
          {strings.settings.file.show}
        </Button>
      )}
    </div>
  )
}
