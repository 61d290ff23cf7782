import { knownAddOns } from './known-add-ons.ts'
import type { ServicePort } from './service.ts'

/** The glyphs by which the list tells kinds of add-ons apart. */
export type AddOnIcon =
  | 'bell'
  | 'box'
  | 'chart'
  | 'coins'
  | 'cubes'
  | 'data'
  | 'disk'
  | 'flow'
  | 'git'
  | 'key'
  | 'mesh'
  | 'notebook'
  | 'queue'

/** A well-known application with a page (or an HTTP API) worth opening. */
export interface AddOn {
  readonly id: string
  /** As its makers write it. */
  readonly name: string
  readonly icon: AddOnIcon
  /** Values of the labels by which its Service is known; see {@link nameLabels}. */
  readonly labels: readonly string[]
  /** `app.kubernetes.io/component` (or `component`) of the Service with the page, where the application has several. */
  readonly components?: readonly string[]
  /** Names and numbers of its port with the page, the best first. */
  readonly ports: readonly (string | number)[]
  /** Its other ports are for programs, so without one of `ports` there is no page. */
  readonly strict?: boolean
}

/** The labels that say which application a Service belongs to, the most exact first. */
export const nameLabels = ['app.kubernetes.io/name', 'app', 'k8s-app'] as const

/** Names of Services that stand beside an application and have no page of it. */
const beside =
  /(^|-)(exporter|operator|operated|metrics|headless|hl|webhook|admission|agent|gossip|memberlist|discovery|peers?|replicas?|canary|internal|nodes?|hs)(-|$)/
/** Ports that serve machines; a Service that has no other is nothing to look at. */
const forMachines = /metric|prom(etheus)?$|grpc|health|probe|gossip|peer|webhook|admin-api/
const forPeople = /(^|-)(https?|web|ui|dashboard|console|gui|frontend)(-|$)/

export interface ServiceSigns {
  name: string
  labels: Readonly<Record<string, string>>
  ports: readonly Pick<ServicePort, 'name' | 'port' | 'protocol'>[]
  /** Has no address of its own: it is for the discovery of pods. */
  headless: boolean
}

/** The add-on that a Service is the page of; undefined for exporters, operators, headless twins and whatever has no page. */
export function addOnOf({ name, labels, ports, headless }: ServiceSigns): AddOn | undefined {
  if (headless || beside.test(name)) return undefined
  const chart = (labels['helm.sh/chart'] ?? labels['chart'] ?? '').replace(/-v?\d+\..*$/, '')
  // A whole has many Services, so this counts only for the component with the page.
  const whole = labels['app.kubernetes.io/part-of'] ?? extensionOf(labels)
  const component = labels['app.kubernetes.io/component'] ?? labels['component']
  for (const said of [...nameLabels.map((label) => labels[label]), chart]) {
    if (said === undefined || said === '') continue
    for (const addOn of byLabel.get(said) ?? []) {
      if (component !== undefined && addOn.components && !addOn.components.includes(component)) continue
      if (addOnPort(addOn, ports)) return addOn
    }
  }
  const parts = component === undefined || whole === undefined ? [] : (byLabel.get(whole) ?? [])
  return parts.find((addOn) => addOn.components?.includes(component ?? '') === true && addOnPort(addOn, ports))
}

/** Linkerd's own extensions have no label of the usual kinds. */
function extensionOf(labels: Readonly<Record<string, string>>): string | undefined {
  const extension = labels['linkerd.io/extension']
  return extension && `linkerd-${extension}`
}

const byId = new Map(knownAddOns.map((addOn) => [addOn.id, addOn]))
const byLabel = new Map<string, AddOn[]>()
for (const addOn of knownAddOns)
  for (const label of addOn.labels) byLabel.set(label, [...(byLabel.get(label) ?? []), addOn])

/** The add-on of that id; undefined for an id that nobody has. */
export function addOnById(id: string | undefined): AddOn | undefined {
  return id === undefined ? undefined : byId.get(id)
}

/** The port with an add-on's page: the one it is known by, else one that is named for people, else its only one. */
export function addOnPort<P extends Pick<ServicePort, 'name' | 'port' | 'protocol'>>(
  { ports: known, strict = false }: AddOn,
  ports: readonly P[],
): P | undefined {
  const open = ports.filter(({ protocol }) => protocol === 'TCP')
  for (const wanted of known) {
    const found = open.find(({ name, port }) => name === wanted || port === wanted)
    if (found) return found
  }
  if (strict) return undefined
  const useful = open.filter(({ name }) => !forMachines.test(name))
  return useful.find(({ name }) => forPeople.test(name)) ?? (useful.length === 1 ? useful[0] : undefined)
}
