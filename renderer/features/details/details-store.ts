import { create } from 'zustand'

/** Whether the panel with the details of the selected Service is open. */
export const useDetails = create<{ open: boolean }>()(() => ({ open: false }))

export const showDetails = () => useDetails.setState({ open: true })
export const hideDetails = () => useDetails.setState({ open: false })
export const toggleDetails = () => useDetails.setState(({ open }) => ({ open: !open }))
