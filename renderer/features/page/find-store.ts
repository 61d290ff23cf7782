import { create } from 'zustand'

/** *Find in page*: whether its bar is open, and set to have its field take the focus. */
export const useFind = create<{ open: boolean; wanted: boolean }>()(() => ({ open: false, wanted: false }))
