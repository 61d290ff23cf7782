import type { IncomingHttpHeaders } from 'node:http'
import type { Profile } from '../../shared/profile.ts'
import type { ListedPort } from './reach.ts'

/** The Host of an origin, as the browser says it. */
export const ownHostOf = ({ host = '' }: IncomingHttpHeaders): string => host.toLowerCase()

/** Under which an application may know itself. */
export function numbersOf({ port: { port, targetPort = port } }: ListedPort): readonly number[] {
  return port === targetPort ? [port] : [port, targetPort]
}

/** The Host that the application is told. */
export function toldHost(original: IncomingHttpHeaders, port: ListedPort, { host, scheme }: Profile): string {
  return host === 'own' ? ownHostOf(original) : localHost(port, scheme)
}

/** As which an application knows itself that somebody has started on their own computer: by the port that it listens on. */
export function localHost(
  { port: { port: listed, targetPort: port = listed } }: ListedPort,
  scheme: 'http' | 'https',
): string {
  return port === (scheme === 'http' ? 80 : 443) ? 'localhost' : `localhost:${port}`
}
