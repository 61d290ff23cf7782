import type { ClusterSummary } from '../../../shared/app-state.ts'
import { type Failure, failureKinds } from '../../../shared/failure.ts'
import { useNow } from '../../app/clock.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { MonoBlock } from '../../ui/mono-block.tsx'
import { disconnectCluster, retryCluster } from './cluster-actions.ts'
import styles from './connect-failure.module.css'
import { nextTry } from './cluster-words.ts'
import { FailurePath } from './failure-path.tsx'

interface ConnectFailureProps {
  cluster: ClusterSummary
  failure: Failure
  /** Null while a try is under way. */
  retryAt: number | null
}

/** A cluster that could not be reached yet: where it broke off, what was said, what to do. */
export function ConnectFailure({ cluster, failure, retryAt }: ConnectFailureProps) {
  const now = useNow(retryAt !== null)
  return (
    <Message
      title={failureKinds[failure.code].title}
      hint={failure.code === 'forbidden' && cluster.namespaces ? strings.namespaces.hint : failure.hint}
      detail={
        <>
          <FailurePath code={failure.code} />
          <MonoBlock>{failure.message}</MonoBlock>
        </>
      }
    >
      <Button look="primary" disabled={retryAt === null} onClick={() => void retryCluster(cluster.id)}>
        {strings.tryAgain}
      </Button>
      <Button onClick={() => void disconnectCluster(cluster.id)}>{strings.clusters.disconnect}</Button>
      <span className={styles['next']}>{retryAt === null ? strings.failure.trying : nextTry(retryAt, now)}</span>
    </Message>
  )
}
