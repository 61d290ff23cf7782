import { create } from 'zustand'

/** What was said beside a page and dismissed there, until Porthole ends: nobody dismisses anything twice. */
const useHushed = create<{ said: ReadonlySet<string> }>()(() => ({ said: new Set() }))

/** Whether something was dismissed; and how to. What is said, of which Service's origin, is its name. */
export function useHush(what: string): [hushed: boolean, hush: () => void] {
  const hushed = useHushed(({ said }) => said.has(what))
  return [hushed, () => useHushed.setState(({ said }) => ({ said: new Set([...said, what]) }))]
}
