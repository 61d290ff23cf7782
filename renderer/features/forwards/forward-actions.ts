import type { Answer } from '../../../shared/contract.ts'
import { failureKinds } from '../../../shared/failure.ts'
import type { ServiceRef } from '../../../shared/service-ref.ts'
import { portId, type ServicePort } from '../../../shared/service.ts'
import type { TcpForwardState } from '../../../shared/tcp-forward.ts'
import { useApp } from '../../app/app-store.ts'
import { ask } from '../../app/bridge.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { copyText } from '../copy-url/copy-actions.ts'
import { complain, confirm } from '../notices/notice-store.ts'

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

/** Forwards a port to this computer; where it is forwarded already, copies where. */
export async function forwardPort(service: ServiceRef, port: ServicePort): Promise<void> {
  const known = runningTo(service, port)
  if (known) {
    await copyText(addressOf(known))
    return
  }
  const begun = await begin(service, port)
  if (!begun) return
  const address = addressOf(begun)
  // Its client is somewhere else, and wants to be told.
  confirm(strings.forwards.done, strings.forwards.leads(address, service.name, port.port), {
    label: strings.copy.addressButton,
    run: () => void copyText(address),
  })
}

/** Copies where a port answers on this computer, in a form for its client; one that is not forwarded yet is from now on. */
export async function copyForwarded(
  service: ServiceRef,
  port: ServicePort,
  form: (localPort: number) => string = (local) => `127.0.0.1:${local}`,
): Promise<void> {
  const known = runningTo(service, port)
  const forward = known ?? (await begin(service, port))
  if (!forward) return
  const text = form(forward.localPort)
  if (await run('clipboard.write', { text })) confirm(known ? strings.copy.copied : strings.copy.forwardedToo, text)
}

const runningTo = (service: ServiceRef, port: ServicePort): TcpForwardState | undefined =>
  forwardTo(useApp.getState().state?.forwards ?? [], service, port)

/** Forwards a port, on its own number where that is free. A failure is told. */
async function begin(service: ServiceRef, port: ServicePort): Promise<TcpForwardState | undefined> {
  const begun = await askForward({ ...service, port: portId(port) }, port.port)
  if (begun.ok) return begun.value
  complain(failureKinds[begun.code].title, begun.message)
  return undefined
}

/** Asks for a forward on the port's own number, else on any that is free. */
export async function askForward(service: ServiceRef, port: number): Promise<Answer<TcpForwardState>> {
  const own = await ask('forward.start', { service, localPort: localPortFor(port) })
  return own.ok || own.code !== 'port-taken' ? own : ask('forward.start', { service, localPort: 0 })
}
