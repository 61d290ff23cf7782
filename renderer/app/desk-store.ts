import { create } from 'zustand'
import { type Desk, emptyDesk } from '../../shared/desk.ts'
import { ask } from './bridge.ts'

/** Pinned and recent dashboards and the layout of the list, as main last told them. */
export const useDesk = create<Desk>()(() => emptyDesk)

/** Mirrors main's desk from now on; returns how to stop. */
export function followDesk(): () => void {
  const stop = window.porthole.on('desk.changed', (desk) => useDesk.setState(desk))
  void ask('desk.state', undefined).then((answer) => {
    if (answer.ok) useDesk.setState(answer.value)
  })
  return stop
}
