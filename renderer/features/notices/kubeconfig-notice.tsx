import type { AppState } from '../../../shared/app-state.ts'
import { failureKinds } from '../../../shared/failure.ts'
import { strings } from '../../app/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { reloadKubeconfig } from '../clusters/cluster-actions.ts'

type NoticeState = Pick<AppState, 'kubeconfig' | 'clusters'>

/** A line about a kubeconfig that is missing or broken while there is still a cluster to show. */
export function KubeconfigNotice({ kubeconfig: { failure, files, found }, clusters }: NoticeState) {
  const contexts = clusters.some(({ source }) => source === 'kubeconfig')
  if (!failure && contexts) return null
  const reload = (
    <Button size="small" onClick={() => void reloadKubeconfig()}>
      {strings.reload}
    </Button>
  )
  if (failure) {
    return (
      <Banner tone="warn" title={`${failureKinds[failure.code].title}.`} said={failure.message}>
        {reload}
      </Banner>
    )
  }
  return (
    <Banner
      tone="quiet"
      title={found === 0 ? strings.kubeconfig.demoShown : strings.kubeconfig.demoShownEmpty}
      detail={strings.kubeconfig.lookedIn}
      said={files.join(', ')}
    >
      {reload}
    </Banner>
  )
}
