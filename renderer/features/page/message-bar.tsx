import type { KeyboardEvent } from 'react'
import type { PageQuestion } from '../../../shared/page-question.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import styles from './page-bar.module.css'
import { answerPage } from './question-bar.tsx'
import { takeFocus } from './take-focus.ts'

/** What the page says and waits for to be read (`alert`), or agreed to (`confirm`); Esc does not agree. */
export function MessageBar({ tab, question }: { tab: Tab; question: PageQuestion & { kind: 'message' } }) {
  const words = strings.page.prompt
  const answer = (kind: 'yes' | 'no') => () => void answerPage(tab, question, { kind })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    answer('no')()
  }
  return (
    <div role="alertdialog" aria-label={words.label(tab.service)} className={styles['bar']} onKeyDown={onKeyDown}>
      <p className={styles['words']}>{words.says(tab.service, question.message)}</p>
      {/* Whoever was in the page answers with Enter, as in a browser. */}
      <Button size="small" look="primary" ref={takeFocus} onClick={answer('yes')}>
        {words.submit}
      </Button>
      {question.choice ? (
        <Button size="small" onClick={answer('no')}>
          {words.cancel}
        </Button>
      ) : null}
    </div>
  )
}
