import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { forward } from '../proxy/forward.ts'
import { resolveService } from '../proxy/resolve.ts'
import { reviewAccess } from './access-review.ts'
import { type Admitted, admit, type ApiParts, isWatch, statusErrorOf } from './admit.ts'
import { answerJson } from './answer.ts'
import { discoveryDocument, version } from './discovery.ts'
import { listPage } from './list.ts'
import { badRequest, methodNotAllowed, notFound } from './status.ts'
import { typed, watch } from './watch.ts'

/** Answers any request to the API; never rejects. */
export async function handleRequest(
  parts: ApiParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await answer(parts, admit(parts, request), request, response)
  } catch (error) {
    const { status } = statusErrorOf(error)
    if (response.headersSent || response.destroyed) response.destroy()
    else await answerJson(request, response, status, status.code)
  }
}

async function answer(
  { store, backends, authorize }: ApiParts,
  { route, path, rawQuery, query }: Admitted,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const readOnly = request.method === 'GET' || request.method === 'HEAD'
  if (!readOnly && route.kind !== 'service proxy' && route.kind !== 'access review') throw methodNotAllowed()
  switch (route.kind) {
    case 'service proxy': {
      if (query.has('dryRun')) throw badRequest('dryRun is not supported')
      const target = resolveService(store, route.namespace, route.segment)
      await forward(backends, target, { path, subpath: route.subpath, query: rawQuery }, request, response)
      return
    }
    case 'access review':
      if (request.method !== 'POST') throw methodNotAllowed()
      await answerJson(request, response, reviewAccess(await text(request), authorize), 201)
      return
    case 'collection':
      if (isWatch(query)) watch(store, route.resource, route.namespace, query, request, response)
      else await answerJson(request, response, listPage(store, route.resource, route.namespace, query))
      return
    case 'object': {
      const object = store.get(route.resource, route.namespace, route.name)
      if (!object) throw notFound(route.resource, route.name)
      await answerJson(request, response, typed(route.resource, object))
      return
    }
    case 'health':
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('ok')
      return
    case 'version':
      await answerJson(request, response, version)
      return
    case 'discovery':
      await answerJson(request, response, discoveryDocument(route.path, request.headers.host ?? '') ?? {})
      return
    case 'port-forward':
      throw badRequest('Upgrade request required')
  }
}
