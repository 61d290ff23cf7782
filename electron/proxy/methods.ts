import { METHODS } from 'node:http'

/** The methods that the API server's service proxy has routes for; it answers others with 405 by itself. */
export const proxyMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * The methods that a Service's origin takes, since a tunnel carries them: all that HTTP has registered (WebDAV and others)
 * but CONNECT, which asks for another host, and TRACE, which would show a page the headers that are hidden from it
 * (Fetch, 2.2.1, forbids both to pages).
 */
export const originMethods: ReadonlySet<string> = new Set(
  METHODS.filter((method) => method !== 'CONNECT' && method !== 'TRACE'),
)
