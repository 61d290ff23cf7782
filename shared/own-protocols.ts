import type { ServicePort } from './service.ts'

/** Protocols that have a client of their own, by what their ports are called, and by the numbers that IANA or habit gives them. */
const protocols: readonly (readonly [protocol: string, name: RegExp, ports: readonly number[]])[] = [
  ['PostgreSQL', part('pg|pgbouncer|pgsql|postgres(ql)?'), [5432]],
  ['MySQL', part('mysql|mariadb'), [3306]],
  ['SQL Server', part('mssql'), [1433]],
  ['Oracle', part('oracle'), [1521]],
  ['Redis', part('redis'), [6379]],
  ['MongoDB', part('mongo(db)?'), [27017]],
  ['Kafka', part('kafka'), [9092]],
  ['ZooKeeper', part('zookeeper'), [2181]],
  ['NATS', part('nats'), [4222]],
  ['AMQP', part('amqps?'), [5671, 5672]],
  ['MQTT', part('mqtt'), [1883, 8883]],
  ['Memcached', part('memcached?'), [11211]],
  ['Cassandra', part('cql|cassandra'), [9042]],
  ['LDAP', part('ldaps?'), [389, 636]],
  ['SMTP', part('smtp'), [25, 465, 587]],
  ['SSH', part('ssh'), [22]],
  ['DNS', part('dns'), [53]],
]
const web = part('https?|wss?|web|ui|dashboard|console|metrics|exporter')

/**
 * What a port is known to speak instead of HTTP before anybody has asked it: PostgreSQL, Redis; undefined for any other.
 * What its owner has declared counts first, then its name, and the number only where nothing is declared.
 */
export function ownProtocol({ name, port, protocol, appProtocol }: ServicePort): string | undefined {
  const declared = appProtocol.toLowerCase()
  if (protocol !== 'TCP' || web.test(declared) || web.test(name)) return undefined
  const [own] =
    protocols.find(([, named]) => named.test(declared)) ??
    protocols.find(([, named]) => named.test(name)) ??
    protocols.find(([, , numbers]) => declared === '' && numbers.includes(port)) ??
    []
  return own
}

/** A word that stands alone between dashes. */
function part(words: string): RegExp {
  return new RegExp(`(^|-)(${words})(-|$)`)
}
