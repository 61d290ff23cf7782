import type { WebContents } from 'electron'

const unattended = new WeakSet<WebContents>()

/** Marks a page that nobody looks at: whatever would ask its user is refused without a word. */
export function leaveUnattended(contents: WebContents): void {
  unattended.add(contents)
}

export const isUnattended = (contents: WebContents): boolean => unattended.has(contents)
