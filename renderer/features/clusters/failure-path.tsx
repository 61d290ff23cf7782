import { type Culprit, type FailureCode, failureKinds } from '../../../shared/failure.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './failure-path.module.css'

const way: readonly Culprit[] = ['kubeconfig', 'this-computer', 'network', 'api-server']

/** The way to the API server, and where on it a connection broke off. Nothing for a failure of another kind. */
export function FailurePath({ code }: { code: FailureCode }) {
  const broke = way.indexOf(failureKinds[code].who)
  if (broke < 0) return null
  return (
    <ol className={styles['path']}>
      {way.map((place, index) => (
        <li key={place} className={cx(styles['place'], index === broke && styles['broke'])}>
          {index < broke ? <Dot shape="full" tone="ok" /> : null}
          {index === broke ? <Dot shape="cross" tone="bad" /> : null}
          {index > broke ? <Dot shape="ring" tone="faint" /> : null}
          {strings.failure.path[place]}
          <VisuallyHidden>
            {index === broke
              ? strings.failure.broke
              : index < broke
                ? strings.failure.passed
                : strings.failure.notReached}
          </VisuallyHidden>
        </li>
      ))}
    </ol>
  )
}
