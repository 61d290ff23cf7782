import type { KeyboardEvent } from 'react'
import type { PageQuestion } from '../../../shared/page-question.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import styles from './page-bar.module.css'
import { answerPage } from './question-bar.tsx'
import { takeFocus } from './take-focus.ts'

const first = { look: 'primary', ref: takeFocus } as const

/** What the page says and waits for to be read (`alert`), or agreed to (`confirm`), or whether to leave it; Esc does not agree. */
export function MessageBar({
  tab,
  question,
}: {
  tab: Tab
  question: Extract<PageQuestion, { kind: 'message' | 'leave' }>
}) {
  const { prompt, leave } = strings.page
  const leaving = question.kind === 'leave'
  const words =
    question.kind === 'leave'
      ? { says: leave.asks(tab.service), yes: leave.leave, no: leave.stay }
      : {
          says: prompt.says(tab.service, question.message),
          yes: prompt.submit,
          no: question.choice ? prompt.cancel : null,
        }
  const answer = (kind: 'yes' | 'no') => () => void answerPage(tab, question, { kind })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    answer('no')()
  }
  return (
    <div role="alertdialog" aria-label={prompt.label(tab.service)} className={styles['bar']} onKeyDown={onKeyDown}>
      <p className={styles['words']}>{words.says}</p>
      {/* Whoever was in the page answers with Enter; who was still typing there loses nothing by it. */}
      <Button size="small" {...(leaving ? {} : first)} onClick={answer('yes')}>
        {words.yes}
      </Button>
      {words.no === null ? null : (
        <Button size="small" {...(leaving ? first : {})} onClick={answer('no')}>
          {words.no}
        </Button>
      )}
    </div>
  )
}
