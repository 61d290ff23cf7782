import { type Failure, failureKinds } from '../../../shared/failure.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { MonoBlock } from '../../ui/mono-block.tsx'
import { openDemo, reloadKubeconfig } from '../clusters/cluster-actions.ts'

/** The kubeconfig is of no use and there is no cluster at all. */
export function KubeconfigFailure({ failure }: { failure: Failure }) {
  return (
    <Message
      level={1}
      title={failureKinds[failure.code].title}
      hint={failure.hint}
      detail={<MonoBlock>{failure.message}</MonoBlock>}
    >
      <Button look="primary" onClick={() => void reloadKubeconfig()}>
        {strings.kubeconfig.reload}
      </Button>
      <Button onClick={() => void openDemo()}>{strings.clusters.openDemo}</Button>
    </Message>
  )
}
