import type { IpcMainInvokeEvent } from 'electron'
import { failure } from '../../shared/failure.ts'
import type { Implementation } from '../../shared/implementation.ts'
import { answer } from './answer.ts'
import type { AnswerTo } from './listen.ts'

/**
 * Answers every channel of the contract: sender check, size cap, parse, call, {@link Answer}.
 *
 * @param isTrusted see `isTrustedSender`; anyone else is refused before the input is looked at
 */
export function handle(implementation: Implementation, isTrusted: (event: IpcMainInvokeEvent) => boolean): AnswerTo {
  return (channel, event, raw) => {
    if (isTrusted(event)) return answer(channel, implementation[channel], raw)
    return Promise.resolve({ ok: false, ...failure('input-invalid', `${channel}: this sender is refused.`) })
  }
}
