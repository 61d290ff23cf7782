import type { Answer, Bridge, Channel, Input, Output } from '../../shared/contract.ts'
import { toFailure } from '../../shared/failure.ts'

declare global {
  interface Window {
    /** Put there by preload: the only way to the main process. */
    readonly porthole: Bridge
  }
}

/** Asks main. A question that main could not answer at all becomes a failure too, so that no caller sees an exception. */
export async function ask<C extends Channel>(channel: C, input: Input<C>): Promise<Answer<Output<C>>> {
  try {
    return await window.porthole.invoke(channel, input)
  } catch (error) {
    return { ok: false, ...toFailure(error) }
  }
}

export const isMac = (): boolean => window.porthole.platform === 'darwin'
