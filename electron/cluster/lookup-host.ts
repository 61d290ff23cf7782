import dns, { type LookupAddress, type LookupOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'

/** How long the system may take for a name before its DNS servers are asked as well, in ms. */
const patience = 1000

type Look = (host: string, options: LookupOptions) => Promise<LookupAddress[]>

/**
 * Finds a host's addresses for `net.connect`, as the system does. Where that takes long the DNS servers are asked as well,
 * and the first who knows is believed: Node has two threads for all lookups of a process, and a name whose servers do
 * not answer holds one for ten seconds and more, so that two such clusters would keep every other waiting. A name is
 * asked for once at a time, however many connections want it. Errors are the system's.
 */
export const lookupHost = hostLookup()

/** {@link lookupHost} over other means. */
export function hostLookup(bySystem: Look = askSystem, byServers: Look = askServers): LookupFunction {
  const running = new Map<string, Promise<LookupAddress[]>>()
  return (host, options, done) => {
    const key = JSON.stringify([host, options.family, options.hints])
    let found = running.get(key)
    if (!found) {
      found = either(host, options, bySystem, byServers).finally(() => running.delete(key))
      running.set(key, found)
    }
    found.then(
      ([first, ...more]) => {
        if (!first) done(Object.assign(new Error(`No address of ${host}`), { code: 'ENOTFOUND' }), '')
        else if (options.all) done(null, [first, ...more])
        else done(null, first.address, first.family)
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, ''),
    )
  }
}

function either(host: string, options: LookupOptions, bySystem: Look, byServers: Look): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      byServers(host, options).then(
        (found) => found.length > 0 && resolve(found),
        () => undefined,
      )
    }, patience)
    bySystem(host, options)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}

function askSystem(host: string, { family, hints }: LookupOptions): Promise<LookupAddress[]> {
  return dns.promises.lookup(host, { all: true, ...(family && { family }), ...(hints && { hints }) })
}

/** Over sockets, which need no thread; none, where no server knows one. */
export async function askServers(
  host: string,
  { family }: LookupOptions,
  // Made anew each time: the network may have changed, and its servers with it.
  resolver = new dns.promises.Resolver({ timeout: 2000, tries: 2 }),
): Promise<LookupAddress[]> {
  const wanted = ([4, 6] as const).filter((one) => !family || family === one || family === `IPv${one}`)
  const asked = wanted.map(async (one) => {
    // No server knows it (RFC 6761, section 6.3).
    if (/(?:^|\.)localhost\.?$/iu.test(host)) return [{ address: one === 4 ? '127.0.0.1' : '::1', family: one }]
    const addresses = await (one === 4 ? resolver.resolve4(host) : resolver.resolve6(host))
    return addresses.map((address) => ({ address, family: one }))
  })
  return (await Promise.allSettled(asked)).flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}
