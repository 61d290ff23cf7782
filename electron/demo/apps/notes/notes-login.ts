/** What the login form accepts; the page itself shows it. */
export const notesLogin = { user: 'demo', password: 'porthole' } as const
