import { create } from 'zustand'
import type { Access } from '../../../shared/access.ts'
import { ask } from '../../app/bridge.ts'

/** How long an answer is taken for granted, in ms; main keeps it for longer, and hears of refusals. */
const fresh = 60_000

interface Answer {
  access: Access
  at: number
}

/** What the user may do in namespaces, by `CLUSTER/NAMESPACE`, as far as somebody looked. */
export const useAccesses = create<{ answers: ReadonlyMap<string, Answer> }>()(() => ({ answers: new Map() }))

const asking = new Set<string>()

/** Asks main, unless it has just answered. What cannot be asked stays unknown. */
export async function askAccess(cluster: string, namespace: string): Promise<void> {
  const key = `${cluster}/${namespace}`
  const known = useAccesses.getState().answers.get(key)
  if (asking.has(key) || (known && Date.now() - known.at < fresh)) return
  asking.add(key)
  const answer = await ask('access.of', { cluster, namespace })
  asking.delete(key)
  // What did not answer may be a bridge that is being closed, too.
  if (!answer.ok || !(answer.value as Access | undefined)) return
  const entry = { access: answer.value, at: Date.now() }
  useAccesses.setState(({ answers }) => ({ answers: new Map(answers).set(key, entry) }))
}

/** Undefined while it is unknown. */
export function useAccess(cluster: string, namespace: string): Access | undefined {
  return useAccesses(({ answers }) => answers.get(`${cluster}/${namespace}`)?.access)
}
