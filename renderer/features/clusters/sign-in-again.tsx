import { KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ClusterState } from '../../../shared/cluster-state.ts'
import { failureKinds } from '../../../shared/failure.ts'
import { useNow } from '../../app/clock.ts'
import { strings } from '../../app/strings.ts'
import { timeOf } from '../../app/time.ts'
import { Button } from '../../ui/button.tsx'
import { retryCluster } from './cluster-actions.ts'
import { nextTry } from './cluster-words.ts'
import styles from './sign-in-again.module.css'
import { CopyAll, CopyWords, SignInWords } from './sign-in-words.tsx'

/** The list is kept while the sign-in command waits for a person. */
export function SignInAgain({ words }: { words: string }) {
  const { again, hintKept } = strings.signIn
  return (
    <Band title={again} words={words} hint={hintKept}>
      <CopyWords words={words} />
    </Band>
  )
}

interface SignInFailedProps {
  cluster: string
  state: Extract<ClusterState, { phase: 'degraded' }>
}

/** The list is kept, and nobody could be signed in: what was said, what to do, and when the next try is. */
export function SignInFailed({ cluster, state: { since, failure, retryAt } }: SignInFailedProps) {
  const now = useNow(true)
  const title = `${failureKinds[failure.code].title}. ${strings.degraded.banner(timeOf(since, now))}`
  return (
    <Band title={title} words={failure.message} hint={failure.hint}>
      <span className={styles['next']}>{nextTry(retryAt, now)}</span>
      <Button size="small" disabled={retryAt === null} onClick={() => void retryCluster(cluster)}>
        {strings.degraded.tryNow}
      </Button>
      <CopyAll words={failure.message} />
    </Band>
  )
}

interface BandProps {
  title: string
  words: string
  hint: string
  children: ReactNode
}

function Band({ title, words, hint, children }: BandProps) {
  return (
    <section aria-label={title} className={styles['band']}>
      <KeyRound size={14} strokeWidth={1.75} aria-hidden className={styles['icon']} />
      <p className={styles['title']}>{title}</p>
      <SignInWords words={words} />
      <div className={styles['foot']}>
        <p className={styles['hint']}>{hint}</p>
        <div className={styles['acts']}>{children}</div>
      </div>
    </section>
  )
}
