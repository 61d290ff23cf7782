import { RotateCw } from 'lucide-react'
import { useRef } from 'react'
import type { Tab } from '../../../shared/tabs-state.ts'
import type { Pane } from '../../../shared/panes.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { AskedPortBar } from './asked-port-bar.tsx'
import { FailureBar } from './failure-bar.tsx'
import { FindBar } from './find-bar.tsx'
import { useFind } from './find-store.ts'
import styles from './page.module.css'
import { MessageBar } from './message-bar.tsx'
import { QuestionBar, StuckBar } from './question-bar.tsx'
import { PromptBar } from './prompt-bar.tsx'
import { SocketLostBar } from './socket-lost-bar.tsx'
import { SignIn } from './sign-in.tsx'
import { Toolbar } from './toolbar.tsx'
import { usePageBounds } from './use-page-bounds.ts'

interface PageProps {
  tab: Tab
  pane: Pane
  /** The tab that keys and the palette mean; of a pair one is. */
  active: boolean
}

/** An open dashboard: its toolbar, and the place where main draws the page. */
export function Page({ tab, pane, active }: PageProps) {
  const place = useRef<HTMLDivElement>(null)
  const { question, problem } = tab
  const signIn = question?.kind === 'sign-in' ? question : null
  const finding = useFind((find) => find.tab === tab.id)
  const picture = usePageBounds(place, pane, problem === null && signIn === null)
  // Its page keeps what focus it has: what is used here is around it.
  const use = () => {
    if (!active) void run('tabs.activate', { tab: tab.id, focus: false })
  }
  return (
    <section
      id={`panel-${tab.id}`}
      role="tabpanel"
      aria-labelledby={`tab-${tab.id}`}
      className={cx(styles['page'], pane !== 'whole' && active && styles['active'])}
      onPointerDownCapture={use}
      // The window that gets the focus again gives it to what had it last, which nobody may mean.
      onFocusCapture={(event) => event.relatedTarget !== null && use()}
    >
      <h1 className={styles['title']}>{tab.title}</h1>
      <Toolbar tab={tab} active={active} />
      <div data-pane className={styles['bars']}>
        {finding ? <FindBar key={tab.id} tab={tab} /> : null}
        {tab.stuck && problem === null ? <StuckBar tab={tab} /> : null}
        {question?.kind === 'text' ? <PromptBar key={question.id} tab={tab} question={question} /> : null}
        {question?.kind === 'message' || question?.kind === 'leave' ? (
          <MessageBar key={question.id} tab={tab} question={question} />
        ) : null}
        {question?.kind === 'link' || question?.kind === 'permission' ? (
          <QuestionBar key={question.id} tab={tab} question={question} />
        ) : null}
        {tab.failure === null || problem !== null ? null : <FailureBar key={`${tab.id} ${tab.failure}`} tab={tab} />}
        {tab.askedPort === null || problem !== null || tab.failure !== null ? null : (
          <AskedPortBar key={`${tab.id} ${tab.askedPort}`} tab={tab} asked={tab.askedPort} />
        )}
        {tab.socketLost && problem === null && tab.failure === null ? <SocketLostBar key={tab.id} tab={tab} /> : null}
      </div>
      <div ref={place} data-pane data-page={tab.id} data-active={active} className={styles['place']}>
        {picture === null ? null : <img src={picture} alt="" className={styles['picture']} />}
        {signIn ? <SignIn key={signIn.id} tab={tab} question={signIn} /> : null}
        {problem === null || signIn ? null : <Problem tab={tab.id} problem={problem} />}
      </div>
    </section>
  )
}

/** Why there is no page: what happened, in a sentence, then what to do. */
function Problem({ tab, problem }: { tab: number; problem: string }) {
  const [title = '', ...hint] = problem.split(/(?<=\.)\s/)
  return (
    <Message title={title.replace(/\.$/, '')} {...(hint.length > 0 && { hint: hint.join(' ') })}>
      <Button look="primary" onClick={() => void run('tabs.act', { tab, action: 'reload' })}>
        <RotateCw size={14} strokeWidth={1.75} aria-hidden />
        {strings.reload}
      </Button>
    </Message>
  )
}
