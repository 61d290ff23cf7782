import type { Tab } from '../../../shared/tabs-state.ts'
import type { PageAnswer, PageQuestion } from '../../../shared/page-question.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import styles from './page-bar.module.css'

/** What the page wants, and who decides. It stands beside the page, which goes on. */
export function QuestionBar({
  tab,
  question,
}: {
  tab: Tab
  question: Extract<PageQuestion, { kind: 'link' | 'permission' }>
}) {
  const words = strings.page.question
  const answer = (kind: 'yes' | 'no') => () => void answerPage(tab, question, { kind })
  const link = question.kind === 'link'
  return (
    <div role="alert" className={styles['bar']}>
      <p className={styles['words']}>
        {question.kind === 'link' ? (
          <>
            {words.link(tab.service)} <Destination url={question.url} />
          </>
        ) : (
          words.permission(tab.service, question.permissions)
        )}
      </p>
      <Button size="small" look={link ? 'primary' : 'plain'} onClick={answer('yes')}>
        {link ? words.open : words.allow}
      </Button>
      <Button size="small" onClick={answer('no')}>
        {link ? words.stay : words.block}
      </Button>
    </div>
  )
}

/**
 * Whose page it is, and the whole address in one line: a long one would push what is asked about out of half a window. By
 * itself the host cannot be pushed out of sight by what stands before it.
 */
function Destination({ url }: { url: string }) {
  const { host } = new URL(url)
  if (host === '') return <span className={styles['url']}>{url}</span>
  return (
    <>
      <b className={styles['url']}>{host}</b>
      <span className={styles['whole']} title={url}>
        {url}
      </span>
    </>
  )
}

/** The page has not answered for a while: it may be left to it, or begun anew. */
export function StuckBar({ tab: { id, service } }: { tab: Tab }) {
  return (
    <div role="alert" className={styles['bar']}>
      <p className={styles['words']}>{strings.page.stuck(service)}</p>
      <Button size="small" onClick={() => void run('tabs.act', { tab: id, action: 'wait' })}>
        {strings.page.wait}
      </Button>
      <Button size="small" onClick={() => void run('tabs.act', { tab: id, action: 'reload' })}>
        {strings.reload}
      </Button>
    </div>
  )
}

export async function answerPage(tab: Tab, question: PageQuestion, answer: PageAnswer): Promise<void> {
  await run('tabs.answer', { tab: tab.id, question: question.id, answer })
}
