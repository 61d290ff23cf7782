const macNames: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩' }

/** Keys as this system's keyboard names them: `Mod` is Cmd on a Mac and Ctrl elsewhere. */
export function keysFor(keys: string, mac: boolean): string {
  return keys
    .split(' ')
    .map((key) => (mac ? (macNames[key] ?? key) : key === 'Mod' ? 'Ctrl' : key))
    .join(' ')
}
