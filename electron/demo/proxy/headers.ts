// Which headers pass. Header lists are Node's `rawHeaders`: name, value, name, value, …

export type RawHeaders = readonly string[]

const hopByHop = new Set(
  'connection proxy-connection keep-alive proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
)
const identity = /^(authorization|x-remote-(user|uid|group|extra-.*)|impersonate-.*)$/
const cors = /^access-control-allow-(credentials|headers|methods|origin)$/

/** Pairs of a raw header list. */
export function pairsOf(raw: RawHeaders): [name: string, value: string][] {
  return Array.from({ length: raw.length >> 1 }, (_, at) => [raw[at * 2] ?? '', raw[at * 2 + 1] ?? ''])
}

function namedByConnection(raw: RawHeaders): Set<string> {
  const connection = pairsOf(raw).filter(([name]) => name.toLowerCase() === 'connection')
  return new Set(connection.flatMap(([, value]) => value.split(',').map((name) => name.trim().toLowerCase())))
}

/** The request headers that reach the backend: no credentials, no hop-by-hop headers, its own X-Forwarded-For. */
export function requestHeaders(raw: RawHeaders, clientAddress: string): [string, string][] {
  const dropped = namedByConnection(raw)
  const kept = pairsOf(raw).filter(([name]) => {
    const lower = name.toLowerCase()
    return !hopByHop.has(lower) && !dropped.has(lower) && !identity.test(lower)
  })
  return withForwardedFor(kept, clientAddress)
}

/** The same for an upgrade, which keeps its hop-by-hop headers: they ask for it. */
export function upgradeHeaders(raw: RawHeaders, clientAddress: string): [string, string][] {
  const kept = pairsOf(raw).filter(([name]) => !identity.test(name.toLowerCase()))
  return withForwardedFor(kept, clientAddress)
}

function withForwardedFor(headers: [string, string][], clientAddress: string): [string, string][] {
  const isForwardedFor = ([name]: [string, string]): boolean => name.toLowerCase() === 'x-forwarded-for'
  const earlier = headers.filter(isForwardedFor).map(([, value]) => value)
  const others = headers.filter((pair) => !isForwardedFor(pair))
  return [...others, ['X-Forwarded-For', [...earlier, clientAddress].join(', ')]]
}

/** The answer's headers that reach the client: no hop-by-hop headers, no permissions to other origins. */
export function answerHeaders(raw: RawHeaders): [string, string][] {
  const dropped = namedByConnection(raw)
  return pairsOf(raw).filter(([name]) => {
    const lower = name.toLowerCase()
    return !hopByHop.has(lower) && !dropped.has(lower) && !cors.test(lower)
  })
}

/** Header list without some names (lower case). */
export function without(headers: [string, string][], ...names: string[]): [string, string][] {
  return headers.filter(([name]) => !names.includes(name.toLowerCase()))
}
