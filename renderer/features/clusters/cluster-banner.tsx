import type { ClusterSummary } from '../../../shared/app-state.ts'
import { isSignInFailure } from '../../../shared/sign-in-failure.ts'
import { DegradedBanner } from './degraded-banner.tsx'
import { SignInAgain, SignInFailed } from './sign-in-again.tsx'

/** Above a list that is kept: why nothing new arrives, and what there is to do. */
export function ClusterBanner({ cluster: { id, asks, state } }: { cluster: ClusterSummary }) {
  if (asks !== '') return <SignInAgain words={asks} />
  if (state.phase !== 'degraded') return null
  if (isSignInFailure(state.failure.code)) return <SignInFailed cluster={id} state={state} />
  return <DegradedBanner cluster={id} state={state} />
}
