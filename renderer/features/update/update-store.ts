import { create } from 'zustand'
import type { UpdateState } from '../../../shared/update.ts'
import { ask } from '../../app/bridge.ts'

/** How an update stands, as main last told it. */
export const useUpdate = create<{ state: UpdateState }>()(() => ({ state: { phase: 'idle' } }))

/** Mirrors main's state from now on; returns how to stop. */
export function followUpdate(): () => void {
  const stop = window.porthole.on('update.changed', (state) => useUpdate.setState({ state }))
  void ask('update.state', undefined).then((answer) => {
    if (answer.ok) useUpdate.setState({ state: answer.value })
  })
  return stop
}
