import type { IncomingMessage } from 'node:http'
import type { Backends } from '../proxy/backends.ts'
import { decodePath } from '../proxy/url-path.ts'
import { attributesOf, forbidden, hasToken, type Authorize } from './access.ts'
import { routeOf, type Route } from './route.ts'
import { badRequest, noSuchResource, StatusError, unauthorized, unforeseen } from './status.ts'
import type { Store } from './store.ts'

/** What requests are answered from. */
export interface ApiParts {
  readonly store: Store
  readonly backends: Backends
  readonly token: string
  readonly authorize: Authorize
}

/** A request that may be answered. */
export interface Admitted {
  readonly route: Route
  /** Decoded. */
  readonly path: string
  /** As it was written, with its `?`; empty without one. */
  readonly rawQuery: string
  readonly query: URLSearchParams
}

/** Authenticates, routes and authorises, in this order. Throws the StatusError that a request deserves. */
export function admit({ token, authorize }: ApiParts, request: IncomingMessage): Admitted {
  if (!hasToken(request.headers.authorization, token)) throw unauthorized()
  const [rawPath = '', ...rest] = (request.url ?? '/').split('?')
  const path = decodePath(rawPath)
  if (path === undefined) throw badRequest('invalid URL escape')
  const rawQuery = rest.join('') === '' ? '' : `?${rest.join('?')}`
  const query = new URLSearchParams(rawQuery)
  const route = routeOf(path)
  if (!route) throw noSuchResource()
  const attributes = attributesOf(route, request.method ?? 'GET', isWatch(query))
  if (attributes && !authorize(attributes)) throw forbidden(attributes)
  return { route, path, rawQuery, query }
}

/** Whether a collection is to be watched. */
export function isWatch(query: URLSearchParams): boolean {
  return ['true', '1'].includes(query.get('watch') ?? '')
}

/** Anything thrown, as the Status that it is answered with. */
export function statusErrorOf(error: unknown): StatusError {
  return error instanceof StatusError ? error : unforeseen(error instanceof Error ? error.message : String(error))
}
