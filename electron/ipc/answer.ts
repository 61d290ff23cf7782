import type { z } from 'zod'
import { contract, type Answer, type Channel, type Input, type Output } from '../../shared/contract.ts'
import { failure, toFailure } from '../../shared/failure.ts'
import type { Implementation } from '../../shared/implementation.ts'
import { isWithinSize } from './input-size.ts'

/**
 * Answers one question: size, then shape, then the call. Never throws and never rejects: what goes wrong is a value.
 *
 * @param raw the input as it came over IPC, not trusted to have any shape
 */
export async function answer<C extends Channel>(
  channel: C,
  implementation: Implementation[C],
  raw: unknown,
): Promise<Answer<Output<C>>> {
  if (!isWithinSize(raw)) return { ok: false, ...failure('input-invalid', `${channel}: the input is too large.`) }
  const parsed = schemaOf(channel).safeParse(raw)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => [...path.map(String), message].join(': '))
    return { ok: false, ...failure('input-invalid', `${channel}: ${issues.join('; ')}.`) }
  }
  try {
    return { ok: true, value: await implementation(parsed.data) }
  } catch (error) {
    return { ok: false, ...toFailure(error) }
  }
}

/** TypeScript loses which schema belongs to a channel that is a type parameter; the contract says it. */
function schemaOf<C extends Channel>(channel: C): z.ZodType<Input<C>> {
  return contract[channel].input as z.ZodType as z.ZodType<Input<C>>
}
