/** A Service as the command line names it. */
export interface ServiceArgument {
  namespace: string
  name: string
  /** A port's name or number; empty for the preferred one. */
  port: string
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/** Parses `NAMESPACE/SERVICE[:PORT]`; undefined for anything else. */
export function parseServiceArgument(text: string): ServiceArgument | undefined {
  const [, namespace = '', name = '', port = ''] = /^([^/:]+)\/([^/:]+)(?::([^/:]+))?$/.exec(text) ?? []
  if (!dnsLabel.test(namespace) || !dnsLabel.test(name) || (port !== '' && !dnsLabel.test(port))) return undefined
  return { namespace, name, port }
}
