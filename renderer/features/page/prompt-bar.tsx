import { type KeyboardEvent, type SubmitEvent, useState } from 'react'
import type { PageQuestion } from '../../../shared/page-question.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import styles from './page-bar.module.css'
import { answerPage } from './question-bar.tsx'
import { takeFocus } from './take-focus.ts'

/** A line of text that the page waits for (`prompt`); Esc gives it none. */
export function PromptBar({ tab, question }: { tab: Tab; question: PageQuestion & { kind: 'text' } }) {
  const words = strings.page.prompt
  const [text, setText] = useState(question.text)
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    void answerPage(tab, question, { kind: 'text', text })
  }
  const cancel = () => void answerPage(tab, question, { kind: 'no' })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    cancel()
  }
  return (
    <form className={styles['form']} onSubmit={send}>
      <div role="dialog" aria-label={words.label(tab.service)} className={styles['bar']}>
        <p className={styles['words']}>{words.asks(tab.service, question.message)}</p>
        <div className={styles['answer']}>
          <input
            ref={take}
            className={styles['find']}
            aria-label={question.message === '' ? words.field : question.message}
            spellCheck={false}
            autoComplete="off"
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <Button size="small" look="primary" type="submit">
            {words.submit}
          </Button>
          <Button size="small" onClick={cancel}>
            {words.cancel}
          </Button>
        </div>
      </div>
    </form>
  )
}

/** Whoever is asked may begin to type, over what the page proposes. */
function take(input: HTMLInputElement | null): void {
  input?.select()
  takeFocus(input)
}
