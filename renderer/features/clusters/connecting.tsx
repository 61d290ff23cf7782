import { Check } from 'lucide-react'
import type { ClusterState } from '../../../shared/cluster-state.ts'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import { SkeletonLines } from '../services/skeleton-lines.tsx'
import { disconnectCluster } from './cluster-actions.ts'
import { SignInAsked } from './sign-in-words.tsx'
import styles from './connecting.module.css'

type Connecting = Extract<ClusterState, { phase: 'connecting' }>

const steps = ['credentials', 'version', 'services'] as const

/** A first connection under way: what is done, and what is being waited for. With its first rows the list takes over. */
export function Connecting({ cluster }: { cluster: ClusterSummary }) {
  const { state } = cluster
  if (state.phase !== 'connecting') return null
  const at = steps.indexOf(state.step)
  return (
    <>
      <div className={styles['panel']}>
        <ol className={styles['steps']} aria-label={strings.connecting.title(cluster.name)}>
          {steps.map((step, index) => (
            <li
              key={step}
              aria-current={index === at ? 'step' : undefined}
              className={cx(styles['step'], index === at && styles['now'], index > at && styles['later'])}
            >
              {index < at ? <Check size={12} strokeWidth={2.5} aria-hidden className={styles['done']} /> : null}
              {index === at ? <Dot shape="busy" tone="accent" /> : null}
              {index > at ? <Dot shape="ring" tone="faint" /> : null}
              {strings.connecting.steps[step]}
            </li>
          ))}
        </ol>
        <Button size="small" onClick={() => void disconnectCluster(cluster.id)}>
          {strings.connecting.cancel}
        </Button>
      </div>
      {cluster.asks === '' ? (
        <>
          <ListProgress state={state} />
          <SkeletonLines />
        </>
      ) : (
        <SignInAsked words={cluster.asks} />
      )}
    </>
  )
}

/** How much of the list has arrived. */
export function ListProgress({ state: { received, about } }: { state: Connecting }) {
  const share = about === null || about === 0 ? 0 : Math.min(1, received / about)
  return (
    <div
      role="progressbar"
      aria-label={strings.connecting.steps.services}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={received === 0 ? undefined : strings.connecting.progress(received, about)}
      className={styles['progress']}
    >
      <div className={styles['bar']} style={{ transform: `scaleX(${share})` }} />
    </div>
  )
}
