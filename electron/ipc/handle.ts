import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { contract, type Answer, type Channel } from '../../shared/contract.ts'
import { failure } from '../../shared/failure.ts'
import type { Implementation } from '../../shared/implementation.ts'
import { answer } from './answer.ts'

/**
 * Registers every channel of the contract: sender check, size cap, parse, call, {@link Answer}.
 *
 * @param isTrusted see `isTrustedSender`; anyone else is refused before the input is looked at
 */
export function handle(implementation: Implementation, isTrusted: (event: IpcMainInvokeEvent) => boolean): void {
  for (const channel of channels()) {
    ipcMain.handle(channel, (event, raw: unknown): Promise<Answer<unknown>> => {
      if (isTrusted(event)) return answer(channel, implementation[channel], raw)
      return Promise.resolve({ ok: false, ...failure('input-invalid', `${channel}: this sender is refused.`) })
    })
  }
}

function channels(): Channel[] {
  return Object.keys(contract) as Channel[]
}
