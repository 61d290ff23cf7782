import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { FailureError } from '../../shared/failure.ts'
import { apiPieces, parsed, tooLarge, type ApiRequest } from './api-client.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { ListPieces } from './list-pieces.ts'

const aroundSchema = z.looseObject({
  metadata: z.looseObject({
    resourceVersion: z.string(),
    continue: z.string().optional(),
    remainingItemCount: z.number().optional(),
  }),
  items: z.array(z.unknown()).nullish(),
})
export type ListMetadata = z.infer<typeof aroundSchema>['metadata']

/**
 * Asks for a list, and tells of each item as it comes, a piece of the answer in each turn of the event loop: however long
 * it is, nobody else waits for it. Throws as `apiJson` does.
 */
export async function apiList(
  access: ClusterAccess,
  request: ApiRequest,
  item: (value: unknown, bytes: number) => void,
): Promise<ListMetadata> {
  const list = new ListPieces()
  for await (const piece of apiPieces(access, request)) {
    for (const text of list.push(piece)) item(parsed(text, access), text.length)
    if (list.tooLarge) throw tooLarge(access)
    await nextTurn()
    request.signal.throwIfAborted()
  }
  const around = aroundSchema.safeParse(parsed(list.around, access))
  if (around.success) return around.data.metadata
  throw new FailureError(
    'not-kubernetes',
    `${access.server}${request.path.replace(/\?.*/, '')} does not answer with a list.`,
  )
}

/** Of what is kept whole (bytes): more than the pods behind one Service take, 30,000 of them. */
const mostKept = 16 * 1024 * 1024

/** The items of a short list. */
export async function apiItems<T>(access: ClusterAccess, request: ApiRequest, schema: z.ZodType<T>): Promise<T[]> {
  const items: T[] = []
  let kept = 0
  await apiList(access, request, (value, bytes) => {
    const item = schema.safeParse(value)
    kept += bytes
    if (!item.success || kept > mostKept) throw tooLarge(access)
    items.push(item.data)
  })
  return items
}
