import type { Question } from './ask.ts'

/** A request that the two answer differently, with the reason. */
export interface ClassicDifference extends Question {
  readonly name: string
  readonly reason: string
  readonly kubectl: Expected
  readonly porthole: Expected
}

interface Expected {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | RegExp>>
  readonly body?: RegExp
  readonly informational?: readonly number[]
}

/** The table, for the Services `echo` and `quirks` of a namespace. */
export function classicDifferences(namespace: string): readonly ClassicDifference[] {
  const services = `/api/v1/namespaces/${namespace}/services`
  const echo = `${services}/echo:http/proxy`
  const browser = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' }
  return [
    {
      name: 'a method that no proxy knows',
      reason: 'refused before it reaches the API server, in words of our own',
      method: 'PROPFIND',
      path: `${echo}/echo`,
      kubectl: { status: 405, body: /the server does not allow this method/ },
      porthole: { status: 405, body: /PROPFIND is not proxied/ },
    },
    {
      name: 'raw Unicode in the path',
      reason: 'Node takes no raw bytes above 0x7F in a target, which RFC 3986 forbids; browsers escape them',
      path: `${echo}/echo/${Buffer.from('€/ü').toString('latin1')}`,
      kubectl: { status: 200, body: /"url":"\/echo\/%E2%82%AC\/%C3%BC"/ },
      porthole: { status: 400 },
    },
    {
      name: 'two slashes',
      reason:
        "Go's mux redirects to the clean path; Porthole lets the API server clean it, which leads to the same place",
      path: `${echo}//echo//a`,
      kubectl: { status: 307, headers: { location: `${echo}/echo/a` } },
      porthole: { status: 200, body: /"url":"\/echo\/a"/ },
    },
    {
      name: 'dots',
      reason: 'the same',
      path: `${echo}/x/../echo/./y`,
      kubectl: { status: 307, headers: { location: `${echo}/echo/y` } },
      porthole: { status: 200, body: /"url":"\/echo\/y"/ },
    },
    {
      name: 'dots that lead out of the Service',
      reason: 'kubectl goes wherever they lead in the API; Porthole serves Services only',
      path: `${echo}/../../../../../../../version`,
      kubectl: { status: 307, headers: { location: '/version' } },
      porthole: { status: 403, body: /path-refused/ },
    },
    {
      name: 'encoded slashes that lead out of the Service',
      reason: 'the API server keeps them within it, a proxy in front of it may not',
      path: `${echo}/..%2f..%2f..%2f..%2f..%2f..%2f..%2fversion`,
      kubectl: { status: 404, body: /echo has no \/version/ },
      porthole: { status: 403, body: /path-refused/ },
    },
    {
      name: 'HTML in an encoding that the API server cannot rewrite',
      reason: 'the API server breaks off; kubectl says 500 in plain text, Porthole 502 as a Status, and why',
      path: `${echo}/html?encoding=br`,
      kubectl: { status: 500, body: /INTERNAL_ERROR/ },
      porthole: { status: 502, body: /encoding-broken/ },
    },
    {
      name: 'repeated request headers',
      reason: 'Node joins them with a comma, which RFC 9110, 5.3, declares to mean the same',
      path: `${echo}/headers`,
      headers: { 'x-two': ['1', '2'] },
      kubectl: { status: 200, body: /"X-Two","1","X-Two","2"/ },
      porthole: { status: 200, body: /"X-Two","1, 2"/ },
    },
    {
      name: 'early hints',
      reason: 'browsers take hints over HTTP/2 only, and the answer itself is the same',
      path: `${services}/quirks/proxy/early-hints`,
      kubectl: { status: 200, body: /^hinted\n$/, informational: [103] },
      porthole: { status: 200, body: /^hinted\n$/, informational: [] },
    },
    {
      name: 'Authorization from outside',
      reason: "kubectl sends it instead of the kubeconfig's credentials; Porthole never lets it in",
      path: `${echo}/headers`,
      headers: { authorization: 'Basic dXNlcjpwYXNz' },
      kubectl: { status: 403, body: /system:anonymous/ },
      porthole: { status: 200 },
    },
    {
      name: 'impersonation from outside',
      reason: 'whoever reaches the port would be anybody in the cluster',
      path: `${echo}/headers`,
      headers: { 'impersonate-user': 'nobody' },
      kubectl: { status: 403, body: /User \\"nobody\\" cannot get resource/ },
      porthole: { status: 200 },
    },
    {
      name: 'the rest of the API',
      reason: 'any proxied page could read Secrets',
      path: '/api/v1/secrets',
      kubectl: { status: 200, body: /"SecretList"/ },
      porthole: { status: 403, body: /path-refused/ },
    },
    {
      name: 'the proxy of a Pod',
      reason: 'Services only',
      path: `/api/v1/namespaces/${namespace}/pods/echo-0:8080/proxy/headers`,
      kubectl: { status: 200 },
      porthole: { status: 403, body: /path-refused/ },
    },
    {
      name: 'a foreign Host',
      reason: 'both refuse a rebound name; Porthole says what to do',
      path: `${echo}/echo`,
      headers: { host: 'evil.example' },
      kubectl: { status: 403, body: /^Forbidden\n$/ },
      porthole: { status: 403, body: /host-refused/ },
    },
    {
      name: 'a form posted by another site',
      reason: 'kubectl looks at Host alone, so any web page can post to any dashboard',
      method: 'POST',
      path: `${echo}/echo`,
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      kubectl: { status: 200 },
      porthole: { status: 403, body: /site-refused/ },
    },
    {
      name: 'a browser that navigates',
      reason: "sent to the Service's own origin, where root paths work and other Services are out of reach",
      path: `${echo}/echo?a=1`,
      headers: browser,
      kubectl: { status: 200 },
      porthole: {
        status: 307,
        headers: { location: /^http:\/\/http\.echo\.[\w-]+\.[\w-]+\.[a-z2-7]{12}\.localhost:\d+\/echo\?a=1$/ },
      },
    },
  ]
}
