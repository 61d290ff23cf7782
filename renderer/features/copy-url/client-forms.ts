import { ownProtocol } from '../../../shared/own-protocols.ts'
import { declaresGrpc } from '../../../shared/probe.ts'
import type { ServicePort } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'

/** One way to tell a client where a forwarded port answers. */
export interface ClientForm {
  label: string
  /** What is copied, for a port of 127.0.0.1. */
  at: (localPort: number) => string
}

interface Client {
  /** Of the URL that it takes, with what follows the address. */
  url?: readonly [scheme: string, end?: string]
  command?: (localPort: number) => string
}

const host = '127.0.0.1'

/** By what `ownProtocol` calls it. The users are those that the servers' images begin with. */
const clients: Readonly<Partial<Record<string, Client>>> = {
  PostgreSQL: { url: ['postgresql'], command: (port) => `psql -h ${host} -p ${port} -U postgres` },
  MySQL: { url: ['mysql'], command: (port) => `mysql -h ${host} -P ${port} -u root -p` },
  'SQL Server': { command: (port) => `sqlcmd -S ${host},${port} -U sa` },
  Redis: { url: ['redis'], command: (port) => `redis-cli -h ${host} -p ${port}` },
  // Of a replica set it would else go on to members by their names in the cluster.
  MongoDB: {
    url: ['mongodb', '/?directConnection=true'],
    command: (port) => `mongosh 'mongodb://${host}:${port}/?directConnection=true'`,
  },
  NATS: { url: ['nats'], command: (port) => `nats -s nats://${host}:${port} sub '>'` },
  AMQP: { url: ['amqp'] },
  MQTT: { url: ['mqtt'], command: (port) => `mosquitto_sub -h ${host} -p ${port} -t '#'` },
  Cassandra: { command: (port) => `cqlsh ${host} ${port}` },
  LDAP: { url: ['ldap'], command: (port) => `ldapsearch -x -H ldap://${host}:${port} -s base` },
  SSH: { url: ['ssh'], command: (port) => `ssh -p ${port} ${host}` },
  DNS: { command: (port) => `dig +tcp -p ${port} @${host}` },
}
const grpc: Client = { command: (port) => `grpcurl -plaintext ${host}:${port} list` }

/** What a client of a port that has no pages is told: its address, and what its protocol's own clients take. */
export function clientForms(port: ServicePort): readonly ClientForm[] {
  const { url, command } = clients[ownProtocol(port) ?? ''] ?? (declaresGrpc(port) ? grpc : {})
  const words = strings.copy
  return [
    { label: words.address, at: (local) => `${host}:${local}` },
    ...(url ? [{ label: words.connection, at: (local: number) => `${url[0]}://${host}:${local}${url[1] ?? ''}` }] : []),
    ...(command ? [{ label: words.command(command(0).split(' ')[0] ?? ''), at: command }] : []),
  ]
}
