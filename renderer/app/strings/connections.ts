import { count } from './numbers.ts'

/** Words of the connections screen. */
export const connectionStrings = {
  connections: {
    note: (listeners: number, forwards: number) =>
      `${count(listeners)} ${listeners === 1 ? 'listener' : 'listeners'} · ${count(forwards)} forwarded`,
    forwards: 'Forwarded ports',
    listeners: 'Listeners',
    columns: {
      address: 'Address',
      service: 'Service',
      serves: 'Serves',
      open: 'Open',
      received: 'Received',
      sent: 'Sent',
      started: 'Since',
      clients: 'Clients',
      requests: 'Requests',
      tunnels: 'Tunnels',
      actions: 'Actions',
    },
    hints: {
      open: 'Connections that are open now, of all there were',
      received: 'From the Service: now, and in all',
      sent: 'To the Service: now, and in all',
      clients: 'Connections of browsers and programs, idle ones too',
      requests: 'Requests and WebSockets to the cluster that are open',
      tunnels: 'Tunnels through pods/portforward that are open',
    },
    of: (open: number, total: number) => `${count(open)} of ${count(total)}`,
    rate: (amount: string) => `${amount}/s`,
    copy: (address: string) => `Copy ${address}`,
    stop: (address: string) => `Stop ${address}`,
    stopped: (address: string) => `${address} is forwarded no more`,
    main: (cluster: string) => `Origins of every cluster, classic URLs of ${cluster}`,
    mainAlone: 'Origins of every cluster',
    classic: (cluster: string) => `Classic URLs of ${cluster}`,
    demo: 'The demo cluster’s API server, inside Porthole',
    none: 'No port is forwarded. Where a program does not speak HTTP, as psql or redis-cli, a forwarded port gives it an address on this computer.',
    form: {
      label: 'Forward a port',
      target: 'Service and port',
      targetPlaceholder: 'namespace/service:port',
      local: 'Local port',
      any: 'any',
      start: 'Forward',
      unknown: (text: string) => `“${text}” is no TCP port of a Service in the list.`,
      taken: (port: number) => `Port ${port} is taken on this computer. Choose another one, or leave it empty for any.`,
      notConnected: 'Connect a cluster to forward a port of its Services.',
    },
  },
} as const
