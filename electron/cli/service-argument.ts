/** A Service as the command line names it. */
export interface ServiceArgument {
  namespace: string
  name: string
  /** A port's name or number; empty for the preferred one. */
  port: string
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/**
 * Parses `NAMESPACE/SERVICE[:PORT]`, or `SERVICE[:PORT]` where a flag names the namespace, as kubectl has it; undefined for
 * anything else, and where the two disagree.
 */
export function parseServiceArgument(text: string, flag?: string): ServiceArgument | undefined {
  const [, named = flag ?? '', name = '', port = ''] = /^(?:([^/:]+)\/)?([^/:]+)(?::([^/:]+))?$/.exec(text) ?? []
  const namespace = flag ?? named
  if (named !== namespace) return undefined
  if (!dnsLabel.test(namespace) || !dnsLabel.test(name) || (port !== '' && !dnsLabel.test(port))) return undefined
  return { namespace, name, port }
}
