import { z } from 'zod'

type Plain = Readonly<Record<string, unknown>>

/**
 * What a schema has read, or a change has made, with the keys of the value before that the schema does not know: another
 * version of Porthole, or the person, has put them there. Lists are left as they are.
 */
export function keepUnknown<T>(schema: z.core.$ZodType, before: unknown, after: T): T {
  if (before === after || !isPlain(before) || !isPlain(after)) return after
  const inner = schema instanceof z.ZodNullable || schema instanceof z.ZodOptional ? schema.unwrap() : schema
  if (inner instanceof z.ZodRecord) {
    return each(before, after, () => inner.valueType)
  }
  if (!(inner instanceof z.ZodObject)) return after
  const shape = inner.shape as Readonly<Record<string, z.core.$ZodType>>
  const unknown = Object.entries(before).filter(([key]) => !Object.hasOwn(shape, key) && !Object.hasOwn(after, key))
  const kept = each(before, after, (key) => (Object.hasOwn(shape, key) ? shape[key] : undefined))
  return unknown.length === 0 ? kept : { ...kept, ...Object.fromEntries(unknown) }
}

/** The same object where nothing is added, so that who compares sees no change. */
function each<T extends Plain>(before: Plain, after: T, schemaOf: (key: string) => z.core.$ZodType | undefined): T {
  let changed: Record<string, unknown> | undefined
  for (const [key, value] of Object.entries(after)) {
    const schema = schemaOf(key)
    if (schema === undefined || !Object.hasOwn(before, key) || before[key] === value) continue
    const kept = keepUnknown(schema, before[key], value)
    if (kept !== value) (changed ??= { ...after })[key] = kept
  }
  return (changed as T | undefined) ?? after
}

/** An object, and no list. */
export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
