import type { ServiceRef } from '../../../shared/service-ref.ts'
import { portId, type ServicePort } from '../../../shared/service.ts'
import type { TcpForwardState } from '../../../shared/tcp-forward.ts'
import { useApp } from '../../app/app-store.ts'
import { ask } from '../../app/bridge.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { copyText } from '../copy-url/copy-actions.ts'
import { confirm } from '../notices/notice-store.ts'

/** The local port for a Service's port: the same where it may be. One below 1024 is not everybody's to take. */
export const localPortFor = (port: number): number => (port < 1024 ? port + 10_000 : port)

export const addressOf = ({ localPort }: TcpForwardState): string => `127.0.0.1:${localPort}`

/** The forward that leads to a port already. */
export function forwardTo(
  forwards: readonly TcpForwardState[],
  { cluster, namespace, name }: ServiceRef,
  port: ServicePort,
): TcpForwardState | undefined {
  return forwards.find(
    (one) =>
      one.cluster === cluster && one.namespace === namespace && one.service === name && one.port === portId(port),
  )
}

/** Forwards a port to this computer, on its own number where that is free; where it is forwarded already, copies where. */
export async function forwardPort(service: ServiceRef, port: ServicePort): Promise<void> {
  const known = forwardTo(useApp.getState().state?.forwards ?? [], service, port)
  if (known) {
    await copyText(addressOf(known))
    return
  }
  const ref = { ...service, port: portId(port) }
  const first = await ask('forward.start', { service: ref, localPort: localPortFor(port.port) })
  const taken = !first.ok && first.code === 'port-taken'
  const answer = first.ok
    ? first
    : await run('forward.start', { service: ref, localPort: taken ? 0 : localPortFor(port.port) })
  if (answer) confirm(strings.forwards.done, strings.forwards.leads(addressOf(answer.value), service.name, port.port))
}
