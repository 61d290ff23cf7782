import { create } from 'zustand'

/** *Find in page*: the tab that has its bar, null for none; and set to have its field take the focus. */
export const useFind = create<{ tab: number | null; wanted: boolean }>()(() => ({ tab: null, wanted: false }))
