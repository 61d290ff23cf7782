import { create } from 'zustand'

/** The cluster whose name and colour are being edited. */
export const useLookEditor = create<{ cluster: string | null }>()(() => ({ cluster: null }))

export const editLook = (cluster: string | null) => useLookEditor.setState({ cluster })
