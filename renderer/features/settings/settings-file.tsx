import { Download, FolderOpen, Upload } from 'lucide-react'
import { useState } from 'react'
import type { ImportPreview } from '../../../shared/settings-state.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { SettingGroup } from './setting-row.tsx'
import { chooseImport, exportSettings, showSettingsFile } from './settings-actions.ts'
import styles from './settings-page.module.css'
import { useSettings } from './settings-store.ts'

const words = strings.settings.file

/** Where the settings are, and how they go to another computer. */
export function SettingsFile({ file }: { file: string | null }) {
  const backup = useSettings((settings) => settings.backup)
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  return (
    <SettingGroup heading={words.heading}>
      <div className={styles['row']}>
        <div className={styles['words']}>
          <p className={styles['title']}>{file === null ? words.memory : words.path}</p>
          {file === null ? null : <p className={styles['path']}>{file}</p>}
          <p className={styles['hint']}>{words.hint}</p>
        </div>
        {file === null ? null : (
          <Button onClick={() => void showSettingsFile()}>
            <FolderOpen size={14} strokeWidth={1.75} aria-hidden />
            {words.show}
          </Button>
        )}
      </div>
      <div className={styles['row']}>
        <div className={styles['words']}>
          <p className={styles['title']}>{words.exchange}</p>
          <p className={styles['hint']}>{words.exchangeHint}</p>
          {backup === null ? null : (
            <p role="status" className={styles['hint']}>
              {words.backup} <span className={styles['path']}>{backup}</span>
            </p>
          )}
        </div>
        <div className={styles['control']}>
          <Button onClick={() => void exportSettings()}>
            <Upload size={14} strokeWidth={1.75} aria-hidden />
            {words.export}
          </Button>
          <Button onClick={() => void chooseImport().then(setPreview)}>
            <Download size={14} strokeWidth={1.75} aria-hidden />
            {words.import}
          </Button>
        </div>
      </div>
      {preview ? <ImportDialog preview={preview} close={() => setPreview(null)} /> : null}
    </SettingGroup>
  )
}
