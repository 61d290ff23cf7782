import { trafficServiceOf } from '../../../shared/traffic.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { copyText } from '../copy-url/copy-actions.ts'
import { confirm } from '../notices/notice-store.ts'
import { useTraffic } from './traffic-store.ts'

const ref = (service: string | null) => (service === null ? null : trafficServiceOf(service))

/** Copies the command that asks the same again. */
export async function copyCurl(id: number): Promise<void> {
  const answer = await run('traffic.curl', { id })
  if (answer) await copyText(answer.value, strings.traffic.panel.curlCopied)
}

export async function exportHar(service: string | null, bodies: boolean): Promise<void> {
  const answer = await run('traffic.exportHar', { service: ref(service), bodies })
  if (answer?.value != null) confirm(strings.traffic.exported, answer.value)
}

export async function clearTraffic(service: string | null): Promise<void> {
  if (!(await run('traffic.clear', { service: ref(service) }))) return
  useTraffic.setState({ rows: [], held: null, selected: null, panel: false })
}

/** Main tells of it with the next change; the button should not wait for that. */
export async function keepBodies(service: string, on: boolean): Promise<void> {
  if (!(await run('traffic.captureBodies', { service: trafficServiceOf(service), on }))) return
  useTraffic.setState(({ sources }) => ({
    sources: sources.some(({ key }) => key === service)
      ? sources.map((one) => (one.key === service ? { ...one, bodies: on } : one))
      : [...sources, { key: service, requests: 0, bodies: on }],
  }))
}
