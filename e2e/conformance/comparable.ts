import { type Answer, headerMap } from './ask.ts'

/** Answer headers that may differ between two proxies, and why. */
export const differingAnswerHeaders: Readonly<Record<string, string>> = {
  date: 'the second in which the answer was made',
  'audit-id': 'the API server numbers each request anew',
  connection: 'belongs to the connection to the proxy and not to the message; Node says keep-alive, Go leaves it out',
  'keep-alive': 'the same: how long the proxy keeps an idle connection',
  'transfer-encoding':
    'the same: kubectl speaks HTTP/2 to the API server, where nothing is chunked; bodies are compared',
}

/** Request headers, as the application saw them, that may differ between two proxies, and why. */
export const differingRequestHeaders: Readonly<Record<string, string>> = {
  'x-forwarded-for': 'kubectl adds 127.0.0.1, its own client; Porthole lets no X-Forwarded header in and adds none',
}

/** What of two answers to one request must be the same. */
export function comparable(one: Answer, other: Answer): [object, object] {
  return [onlyEssential(one, other), onlyEssential(other, one)]
}

function onlyEssential(answer: Answer, other: Answer): object {
  const { status, reason, trailers, informational, broken } = answer
  const echoed = echo(answer)
  const ignored = new Set(Object.keys(differingAnswerHeaders))
  // An echo of different headers has another length; and where kubectl unzips what it asked for in gzip, it states none.
  if (echoed || !other.headers.has('content-length')) ignored.add('content-length')
  return {
    status,
    reason,
    headers: without(answer.headers, ignored),
    trailers,
    // kubectl sends a 100 of its own and the backend's.
    informational: [...new Set(informational)],
    broken,
    // How much of an answer arrives before it breaks off is a matter of chance.
    ...(broken ? {} : (echoed ?? { sha256: answer.sha256, body: answer.body.toString('latin1').slice(0, 2000) })),
  }
}

/** The echo application's account of the request, without what may differ. The order of headers has no meaning. */
function echo({ body }: Answer): object | undefined {
  if (!body.includes('"rawHeaders"')) return undefined
  const { rawHeaders, ...rest } = JSON.parse(body.toString('utf8')) as { rawHeaders: string[]; headers?: object }
  delete rest.headers
  return {
    request: rest,
    requestHeaders: without(headerMap(rawHeaders), new Set(Object.keys(differingRequestHeaders))),
  }
}

function without(
  headers: ReadonlyMap<string, readonly string[]>,
  ignored: ReadonlySet<string>,
): Record<string, readonly string[]> {
  return Object.fromEntries([...headers].filter(([name]) => !ignored.has(name)))
}
