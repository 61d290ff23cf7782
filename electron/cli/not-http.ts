import type { ServicePort, ServiceRow } from '../../shared/service.ts'

/** Protocols that a browser cannot speak, by what their ports are usually called, and their registered numbers. */
const protocols: readonly (readonly [protocol: string, name: RegExp, ports: readonly number[]])[] = [
  ['PostgreSQL', /postgres|^pgsql$/, [5432]],
  ['MySQL', /mysql|mariadb/, [3306]],
  ['Redis', /redis/, [6379]],
  ['MongoDB', /mongo/, [27017]],
  ['Kafka', /kafka/, [9092]],
  ['AMQP', /amqp/, [5671, 5672]],
  ['MQTT', /mqtt/, [1883, 8883]],
  ['Memcached', /memcache/, [11211]],
  ['Cassandra’s CQL', /^cql/, [9042]],
  ['LDAP', /^ldap/, [389, 636]],
  ['SMTP', /^smtp/, [25, 587]],
  ['SSH', /^ssh$/, [22]],
  ['DNS', /^dns(-|$)/, [53]],
  ['gRPC', /grpc/, []],
]

/** A word about a port whose name or number says that it does not speak HTTP; undefined for any other. */
export function notHttp({ key }: Pick<ServiceRow, 'key'>, port: ServicePort): string | undefined {
  const { name, appProtocol, port: number } = port
  if (/(^|[-. /])(https?|wss?|web|ui|metrics|exporter)($|[-. ])/.test(`${name} ${appProtocol}`)) return undefined
  const [protocol] =
    protocols.find(([, named]) => named.test(name) || named.test(appProtocol)) ??
    protocols.find(([, , numbers]) => numbers.includes(number)) ??
    []
  if (protocol === undefined) return undefined
  const says = `Port ${name === '' ? number : `${name} (${number})`} of ${key} looks like ${protocol}, not HTTP`
  return `${says}: its own client can use it through "porthole forward ${key} ${number}".`
}
