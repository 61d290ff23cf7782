import { z } from 'zod'

/** A dashboard: a Service, and the port as in its origin; empty for the preferred one. */
export const dashboardSchema = z.object({
  cluster: z.string().min(1).max(63),
  namespace: z.string().min(1).max(253),
  name: z.string().min(1).max(253),
  port: z.string().max(63),
})
export type Dashboard = z.infer<typeof dashboardSchema>

export const sortKeys = ['name', 'namespace', 'health', 'type', 'ready'] as const
export type SortKey = (typeof sortKeys)[number]

/** How the list of Services is laid out. */
export const listLayoutSchema = z.object({
  sort: z.enum(sortKeys),
  descending: z.boolean(),
  /** A heading for each namespace. */
  grouped: z.boolean(),
})
export type ListLayout = z.infer<typeof listLayoutSchema>
export const defaultLayout: ListLayout = { sort: 'namespace', descending: false, grouped: false }

/** What a person keeps at hand. */
export const deskSchema = z.object({
  /** In the person's own order. */
  pins: z.array(dashboardSchema),
  /** Opened last, the last one first. */
  recents: z.array(dashboardSchema),
  list: listLayoutSchema,
})
export type Desk = z.infer<typeof deskSchema>

export const emptyDesk: Desk = { pins: [], recents: [], list: defaultLayout }

export const pinLimit = 100
export const recentLimit = 20

export function isSame(a: Dashboard, b: Dashboard): boolean {
  return a.cluster === b.cluster && a.namespace === b.namespace && a.name === b.name && a.port === b.port
}

/** A dashboard as one string. */
export const dashboardKey = ({ cluster, namespace, name, port }: Dashboard): string =>
  JSON.stringify([cluster, namespace, name, port])

/** The Service of a dashboard as one string, whatever its port. */
export function serviceId({ cluster, namespace, name }: Pick<Dashboard, 'cluster' | 'namespace' | 'name'>): string {
  return `${cluster} ${namespace}/${name}`
}

export const isPinned = ({ pins }: Pick<Desk, 'pins'>, one: Dashboard): boolean => pins.some((pin) => isSame(pin, one))

/** Pins a dashboard as the last one; the same desk when it is pinned. */
export function withPin<D extends Pick<Desk, 'pins'>>(desk: D, one: Dashboard): D {
  return isPinned(desk, one) ? desk : { ...desk, pins: [...desk.pins, one].slice(-pinLimit) }
}

export function withoutPin<D extends Pick<Desk, 'pins'>>(desk: D, one: Dashboard): D {
  return isPinned(desk, one) ? { ...desk, pins: desk.pins.filter((pin) => !isSame(pin, one)) } : desk
}

/** Moves a pin to a place, counted from 0; the same desk when it is not pinned. */
export function withPinAt<D extends Pick<Desk, 'pins'>>(desk: D, one: Dashboard, place: number): D {
  if (!isPinned(desk, one)) return desk
  const others = desk.pins.filter((pin) => !isSame(pin, one))
  return { ...desk, pins: others.toSpliced(place, 0, one) }
}

/** Writes down that a dashboard was opened just now. */
export function withRecent<D extends Pick<Desk, 'recents'>>(desk: D, one: Dashboard): D {
  const [last] = desk.recents
  if (last && isSame(last, one)) return desk
  return { ...desk, recents: [one, ...desk.recents.filter((other) => !isSame(other, one))].slice(0, recentLimit) }
}

export function withoutRecent<D extends Pick<Desk, 'recents'>>(desk: D, one: Dashboard): D {
  return { ...desk, recents: desk.recents.filter((other) => !isSame(other, one)) }
}
