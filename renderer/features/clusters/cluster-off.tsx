import type { ClusterSummary } from '../../../shared/app-state.ts'
import { failureKinds } from '../../../shared/failure.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { MonoBlock } from '../../ui/mono-block.tsx'
import { showCluster } from './cluster-actions.ts'

/** A cluster that nobody asked for yet, that was disconnected, or that cannot be tried as it stands. */
export function ClusterOff({ cluster: { id, name, state } }: { cluster: ClusterSummary }) {
  const failure = state.phase === 'disconnected' ? state.failure : null
  const connect = (words: string) => (
    <Button look="primary" onClick={() => void showCluster(id)}>
      {words}
    </Button>
  )
  if (!failure) {
    return (
      <Message title={strings.disconnected.title(name)} hint={strings.disconnected.hint}>
        {connect(strings.clusters.connect)}
      </Message>
    )
  }
  return (
    <Message
      title={failureKinds[failure.code].title}
      hint={failure.hint}
      detail={<MonoBlock>{failure.message}</MonoBlock>}
    >
      {connect(strings.tryAgain)}
    </Message>
  )
}
