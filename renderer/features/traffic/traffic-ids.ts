export const listId = 'traffic-list'
export const searchId = 'traffic-filter'
export const panelId = 'traffic-request'

export const rowId = (id: number): string => `traffic-${id}`
export const focusList = (): void => document.getElementById(listId)?.focus()
