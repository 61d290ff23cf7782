import type { WebContents } from 'electron'
import type { EventName, Events } from '../../shared/contract.ts'

/** Tells the renderer something unasked; nobody is there to be told once the window is closed. */
export function send<E extends EventName>(to: WebContents, event: E, payload: Events[E]): void {
  if (!to.isDestroyed()) to.send(event, payload)
}
