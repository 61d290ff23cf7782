import { create } from 'zustand'

/** Whether the sheet of keys is open. */
export const useKeys = create<{ open: boolean }>()(() => ({ open: false }))

export const showKeys = () => useKeys.setState({ open: true })
export const hideKeys = () => useKeys.setState({ open: false })
