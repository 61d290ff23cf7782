import { ownProtocol } from '../../shared/own-protocols.ts'
import type { ServicePort, ServiceRow } from '../../shared/service.ts'

/** A word about a port that is known not to speak HTTP; undefined for any other. */
export function notHttp({ key }: Pick<ServiceRow, 'key'>, port: ServicePort): string | undefined {
  const protocol = ownProtocol(port)
  if (protocol === undefined) return undefined
  const { name, port: number } = port
  const says = `Port ${name === '' ? number : `${name} (${number})`} of ${key} looks like ${protocol}, not HTTP`
  return `${says}: its own client can use it through "porthole forward ${key} ${number}".`
}
