import type { CopyTarget } from '../../../shared/copy-target.ts'
import type { ServicePort, ServiceRow } from '../../../shared/service.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { copyForwarded, forwardTo, localPortFor } from '../forwards/forward-actions.ts'
import { useKnownProbe } from '../probe/probe-store.ts'
import { hasNoPage, refOf } from '../services/service-actions.ts'
import { clientForms } from './client-forms.ts'
import { copyText } from './copy-actions.ts'

/** One thing that can be copied. */
export interface Copy {
  label: string
  value: string
  note: string
  copy: () => Promise<void>
}

/**
 * What can be copied for a port: what main says, or, of one that has no pages, first what its own client takes. That is
 * of use only where the port is forwarded, so copying it forwards it.
 */
export function useCopies(
  cluster: string,
  row: ServiceRow,
  port: ServicePort | undefined,
  targets: readonly CopyTarget[],
): readonly Copy[] {
  const probe = useKnownProbe(cluster, row, port)
  const ref = refOf(cluster, row, port)
  const forward = useApp(({ state }) => port && forwardTo(state?.forwards ?? [], ref, port))
  const plain = (target: CopyTarget): Copy => ({ ...target, copy: () => copyText(target.value) })
  if (!port || !hasNoPage(row, port, probe)) return targets.map(plain)
  const words = strings.copy
  const local = forward?.localPort ?? localPortFor(port.port)
  const own = clientForms(port).map(({ label, at }): Copy => {
    const note = forward ? words.leadsThere : words.forwardsFirst
    return { label, value: at(local), note, copy: () => copyForwarded(ref, port, at) }
  })
  // A proxy URL stays, last: `kubectl cluster-info` prints it of DNS, too.
  const classic = targets
    .filter(({ kind }) => kind === 'classic')
    .map((one) => ({ ...plain(one), note: words.httpAlone }))
  const others = targets.filter(({ kind }) => !['classic', 'origin', 'curl'].includes(kind)).map(plain)
  return [...own, ...others, ...classic]
}
