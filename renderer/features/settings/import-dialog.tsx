import { ArrowRight, TriangleAlert } from 'lucide-react'
import type { ImportChange, ImportPreview } from '../../../shared/settings-state.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogButtons } from '../../ui/dialog.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './import-dialog.module.css'
import { importSettings } from './settings-actions.ts'

const words = strings.settings.importing

/** More lines than this nobody reads; what loosens a guard stands first. */
const shownChanges = 200

/** What an import would change, before it does. */
export function ImportDialog({ preview, close }: { preview: ImportPreview; close: () => void }) {
  const { file, changes, ignored } = preview
  const loosening = changes.filter(({ loosens }) => loosens).length
  const more = changes.length - shownChanges
  return (
    <Dialog title={words.title} close={close} wide>
      <div className={styles['body']}>
        <p className={styles['from']}>
          {words.from} <span className={styles['path']}>{file}</span>
        </p>
        {changes.length === 0 ? <p>{words.nothing}</p> : null}
        {loosening === 0 ? null : (
          <p className={styles['loosens']}>
            <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
            {words.loosensHint(loosening)}
          </p>
        )}
        {changes.length === 0 ? null : (
          <ul className={styles['changes']} tabIndex={0} aria-label={words.changes(changes.length)}>
            {changes.slice(0, shownChanges).map((change) => (
              <Change key={change.entry} change={change} />
            ))}
            {more > 0 ? <li className={styles['change']}>{words.more(more)}</li> : null}
          </ul>
        )}
        {ignored.length === 0 ? null : (
          <details className={styles['ignored']}>
            <summary>
              {words.ignored(ignored.length)}: {words.ignoredHint}
            </summary>
            <p className={styles['path']}>{ignored.join(', ')}</p>
          </details>
        )}
        <DialogButtons>
          {changes.length === 0 ? (
            <Button data-autofocus look="primary" onClick={close}>
              {words.done}
            </Button>
          ) : (
            <>
              <Button onClick={close}>{words.cancel}</Button>
              <Button data-autofocus look="primary" onClick={() => void importSettings(preview).then(close)}>
                {words.confirm(changes.length)}
              </Button>
            </>
          )}
        </DialogButtons>
      </div>
    </Dialog>
  )
}

function Change({ change: { entry, before, after, loosens } }: { change: ImportChange }) {
  return (
    <li className={styles['change']}>
      <span className={styles['entry']}>
        {entry}
        {loosens ? (
          <span className={styles['mark']} title={words.loosens}>
            <TriangleAlert size={12} strokeWidth={2} aria-hidden />
            <VisuallyHidden>{words.loosens}</VisuallyHidden>
          </span>
        ) : null}
      </span>
      <span className={styles['values']}>
        {before === null ? (
          <span className={styles['new']}>{words.adds}</span>
        ) : (
          <>
            <VisuallyHidden>{words.before}</VisuallyHidden>
            <del className={styles['before']}>{before}</del>
          </>
        )}
        <ArrowRight size={12} strokeWidth={1.75} aria-hidden className={styles['arrow']} />
        <VisuallyHidden>{words.after}</VisuallyHidden>
        <span>{after}</span>
      </span>
    </li>
  )
}
