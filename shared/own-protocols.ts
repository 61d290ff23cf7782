import type { ServicePort } from './service.ts'

/** Numbers that IANA or habit gives to protocols which have a client of their own. */
const numbers: ReadonlySet<number> = new Set([
  22, 25, 53, 389, 465, 587, 636, 1433, 1521, 1883, 2181, 3306, 4222, 5432, 5672, 6379, 8883, 9042, 9092, 11211, 27017,
])
const names =
  /(^|-)(amqps?|cql|cassandra|dns|kafka|ldaps?|memcached?|mongo(db)?|mqtt|mssql|mysql|nats|oracle|pg|pgbouncer|postgres(ql)?|redis|smtp|ssh|zookeeper)(-|$)/
const web = /(^|-)(https?|web|ui|dashboard|console|metrics|exporter)(-|$)/

/**
 * Whether a port is known not to speak HTTP before anybody has asked it: PostgreSQL's, Redis'. What its owner has declared
 * counts first, then its name, and the number only where both are silent.
 */
export function speaksOwnProtocol({ name, port, protocol, appProtocol }: ServicePort): boolean {
  const declared = appProtocol.toLowerCase()
  if (protocol !== 'TCP' || web.test(declared) || web.test(name)) return false
  return names.test(declared) || names.test(name) || (declared === '' && numbers.has(port))
}
