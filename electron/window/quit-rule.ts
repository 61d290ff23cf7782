import type { KeyInput } from './shortcuts.ts'

type Pressed = Pick<KeyInput, 'type' | 'key' | 'control' | 'meta' | 'alt' | 'shift'>

/** Whether a key ends the program where no menu has it: Ctrl+Q, as on every Linux desktop. Windows has Alt+F4 of its own. */
export function isQuitKey({ type, key, control, meta, alt, shift }: Pressed, platform: string): boolean {
  return platform === 'linux' && type === 'keyDown' && control && !meta && !alt && !shift && key.toLowerCase() === 'q'
}
