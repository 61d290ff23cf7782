import type { AppState } from '../../../shared/app-state.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { MonoBlock } from '../../ui/mono-block.tsx'
import { openDemo, reloadKubeconfig } from '../clusters/cluster-actions.ts'

/** No kubeconfig, or one without contexts: where it was looked for, and the demo. */
export function NoClusters({ kubeconfig: { files, found } }: Pick<AppState, 'kubeconfig'>) {
  const { missingTitle, missingHint, emptyTitle, emptyHint, reload } = strings.kubeconfig
  return (
    <Message
      level={1}
      title={found === 0 ? missingTitle : emptyTitle}
      hint={found === 0 ? missingHint : emptyHint}
      detail={files.length === 0 ? null : <MonoBlock>{files.join('\n')}</MonoBlock>}
    >
      <Button look="primary" onClick={() => void openDemo()}>
        {strings.clusters.openDemo}
      </Button>
      <Button onClick={() => void reloadKubeconfig()}>{reload}</Button>
    </Message>
  )
}
