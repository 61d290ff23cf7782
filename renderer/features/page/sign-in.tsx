import { type KeyboardEvent, type SubmitEvent, useId } from 'react'
import type { Tab } from '../../../shared/tabs-state.ts'
import type { PageQuestion } from '../../../shared/page-question.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { answerPage } from './question-bar.tsx'
import bars from './page-bar.module.css'
import styles from './sign-in.module.css'
import { takeFocus } from './take-focus.ts'

/** Name and password for a Service that asks for them over HTTP. They go to that Service alone, and are not kept. */
export function SignIn({ tab, question }: { tab: Tab; question: PageQuestion & { kind: 'sign-in' } }) {
  const words = strings.page.signIn
  const title = useId()
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => {
      const value = fields.get(name)
      return typeof value === 'string' ? value : ''
    }
    void answerPage(tab, question, { kind: 'sign-in', name: text('name'), password: text('password') })
  }
  const cancel = () => void answerPage(tab, question, { kind: 'no' })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    cancel()
  }
  return (
    <form className={bars['form']} onSubmit={send} onKeyDown={onKeyDown}>
      <div role="dialog" aria-labelledby={title} className={styles['form']}>
        <h2 id={title} className={styles['title']}>
          {words.title(tab.service)}
        </h2>
        <p className={styles['place']}>{strings.tabs.place(tab.service, tab.namespace, tab.cluster)}</p>
        {question.realm === '' ? null : <p className={styles['realm']}>{words.realm(question.realm)}</p>}
        {question.again ? (
          <p role="alert" className={styles['again']}>
            {words.again}
          </p>
        ) : null}
        <label className={styles['field']}>
          {words.name}
          <input name="name" autoComplete="off" spellCheck={false} ref={takeFocus} maxLength={1000} />
        </label>
        <label className={styles['field']}>
          {words.password}
          <input name="password" type="password" autoComplete="off" maxLength={1000} />
        </label>
        <div className={styles['buttons']}>
          <Button look="primary" type="submit">
            {words.submit}
          </Button>
          <Button onClick={cancel}>{words.cancel}</Button>
        </div>
      </div>
    </form>
  )
}
