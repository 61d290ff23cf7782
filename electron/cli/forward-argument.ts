/** A port to forward, as the command line names it. */
export interface ForwardedPort {
  /** Of the Service: a name or a number. */
  remote: string
  /** Of this computer: 0 takes any that is free; undefined the number that the Service has. */
  local: number | undefined
}

/** Parses `[LOCAL]:REMOTE` or `REMOTE`, as kubectl port-forward does; undefined for anything else. */
export function parseForwardedPort(text: string): ForwardedPort | undefined {
  const [, local, remote = ''] = /^(?:(\d{0,5}):)?([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)$/.exec(text) ?? []
  if (remote === '' || Number(local ?? 0) > 65_535) return undefined
  return { remote, local: local === undefined ? undefined : Number(local) }
}
