import type { ClusterState } from '../../../shared/cluster-state.ts'
import { failureKinds } from '../../../shared/failure.ts'
import { useNow } from '../../app/clock.ts'
import { strings } from '../../app/strings.ts'
import { timeOf } from '../../app/time.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { retryCluster } from './cluster-actions.ts'
import { nextTry } from './cluster-words.ts'

interface DegradedBannerProps {
  cluster: string
  state: Extract<ClusterState, { phase: 'degraded' }>
}

/** The last list stays; this says since when nothing new arrives, why, and when the next try is. */
export function DegradedBanner({ cluster, state: { since, failure, retryAt } }: DegradedBannerProps) {
  const now = useNow(true)
  return (
    <Banner
      tone="warn"
      title={`${failureKinds[failure.code].title}.`}
      detail={strings.degraded.banner(timeOf(since, now))}
      said={failure.message}
      end={nextTry(retryAt, now)}
    >
      <Button size="small" disabled={retryAt === null} onClick={() => void retryCluster(cluster)}>
        {strings.degraded.tryNow}
      </Button>
    </Banner>
  )
}
