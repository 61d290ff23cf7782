import { create } from 'zustand'
import { type Dashboard, dashboardKey } from '../../../shared/desk.ts'
import type { Probe } from '../../../shared/probe.ts'
import { preferredPort, type ServicePort, type ServiceRow } from '../../../shared/service.ts'
import { ask } from '../../app/bridge.ts'
import { refOf } from '../services/service-actions.ts'

/** How many answers are kept here; main keeps them too, and for as long as they hold. */
const most = 300

interface Answered {
  /** The row as it was when the port answered: of a row that has changed since, nothing is known. */
  row: ServiceRow
  probe: Probe
}

/** What ports have answered, by {@link probeKey}; the one that *Open* chooses stands there as that, too. */
export const useProbes = create<{ answers: ReadonlyMap<string, Answered> }>()(() => ({ answers: new Map() }))

/** Asks main what a port speaks. What cannot be asked stays unknown, without a word: nobody asked for it by hand. */
export async function askProbe(cluster: string, row: ServiceRow, port: ServicePort | undefined): Promise<void> {
  const answer = await ask('service.probe', refOf(cluster, row, port))
  if (!answer.ok) return
  useProbes.setState(({ answers }) => {
    const preferred = preferredPort(row)
    const asked = port ?? preferred
    const keys = [asked, ...(asked === preferred ? [undefined] : [])].map((one) => probeKey(cluster, row, one))
    const kept = [...answers].filter(([other]) => !keys.includes(other)).slice(keys.length - most)
    return { answers: new Map([...kept, ...keys.map((key) => [key, { row, probe: answer.value }] as const)]) }
  })
}

/** The icon of the page that a dashboard's port answered with, if it was asked. */
export function useProbedIcon(dashboard: Dashboard): string | null {
  return useProbes(({ answers }) => {
    const probe = answers.get(dashboardKey(dashboard))?.probe
    return probe !== undefined && 'favicon' in probe ? probe.favicon : null
  })
}

/** What a port has answered; without a port the one that *Open* chooses. Undefined while it is unknown. */
export function useKnownProbe(cluster: string, row: ServiceRow, port?: ServicePort): Probe | undefined {
  const key = probeKey(cluster, row, port)
  return probeOf(
    useProbes(({ answers }) => answers.get(key)),
    row,
  )
}

/** The same, as it is at this moment. */
export function knownProbe(cluster: string, row: ServiceRow, port?: ServicePort): Probe | undefined {
  return probeOf(useProbes.getState().answers.get(probeKey(cluster, row, port)), row)
}

const probeOf = (answered: Answered | undefined, row: ServiceRow): Probe | undefined =>
  answered && isSame(answered.row, row) ? answered.probe : undefined

/** A cluster that comes back to the screen has its rows made anew. */
const isSame = (a: ServiceRow, b: ServiceRow): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

const probeKey = (cluster: string, row: ServiceRow, port?: ServicePort): string =>
  dashboardKey(refOf(cluster, row, port))
