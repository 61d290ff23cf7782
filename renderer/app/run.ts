import type { Channel, Input, Output } from '../../shared/contract.ts'
import { failureKinds } from '../../shared/failure.ts'
import { complain } from '../features/notices/notice-store.ts'
import { ask } from './bridge.ts'

/** Asks main to do something and tells the person when it fails. Undefined on failure. */
export async function run<C extends Channel>(channel: C, input: Input<C>): Promise<{ value: Output<C> } | undefined> {
  const answer = await ask(channel, input)
  if (answer.ok) return answer
  complain(failureKinds[answer.code].title, answer.message)
  return undefined
}
