import { contentBetween } from '../cluster/apps/content.ts'
import type { Question } from './ask.ts'

/** A request that `kubectl proxy` and Porthole must answer alike. */
export interface ClassicRequest extends Question {
  readonly name: string
}

const megabyte = 1024 * 1024
const form = 'name=value&other=%C3%BC'

/** The table: every request answered alike, headers and bytes. It is for the Services `echo` (ports `http`, `https`), `quirks` (unnamed), `empty` and `gone` of a namespace. */
export function classicRequests(namespace: string): readonly ClassicRequest[] {
  const services = `/api/v1/namespaces/${namespace}/services`
  const echo = `${services}/echo:http/proxy`
  const quirks = `${services}/quirks/proxy`
  const text = (value: string) => () => [Buffer.from(value)]
  return [
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({
      name: `method ${method}`,
      method,
      path: `${echo}/echo`,
    })),

    ...[200, 201, 202, 204, 205, 206, 304, 400, 401, 403, 404, 405, 409, 418, 429, 500, 502, 503, 504].map(
      (status) => ({
        name: `status ${status} of the application`,
        path: `${echo}/status/${status}`,
      }),
    ),

    { name: 'a query', path: `${echo}/echo?a=1&b=2&a=3` },
    { name: 'a query with escapes', path: `${echo}/echo?q=%2F%3D%26+%20%C3%BC;x` },
    { name: 'a query that is only a mark', path: `${echo}/echo?` },
    { name: 'a query with raw brackets and pipes', path: `${echo}/echo?f[a]=1|2` },
    { name: 'a query that is no pairs', path: `${echo}/echo?%zz` },
    { name: 'an encoded slash', path: `${echo}/echo/a%2Fb` },
    { name: 'an encoded colon, percent and question mark', path: `${echo}/echo/a%3Ab%25%3Fc` },
    { name: 'a semicolon', path: `${echo}/echo;v=1/x;y` },
    { name: 'a raw colon, at and plus', path: `${echo}/echo/a:b@c+d` },
    { name: 'an encoded space', path: `${echo}/echo/a%20b` },
    { name: 'encoded Unicode', path: `${echo}/echo/%E2%82%AC/%C3%BC` },
    { name: 'raw quotes and brackets', path: `${echo}/echo/'[a](b)!*` },
    { name: 'raw characters that belong escaped', path: `${echo}/echo/"<a>{b}|^\`\\` },
    { name: 'a broken escape', path: `${echo}/echo/%zz` },
    { name: 'an encoded dot', path: `${echo}/echo/%2e/x` },
    { name: 'a trailing slash', path: `${echo}/echo/` },

    { name: 'no subpath', path: echo },
    { name: 'no subpath with a query', path: `${echo}?a=1` },
    { name: 'no subpath, HEAD', method: 'HEAD', path: echo },
    { name: 'no subpath, POST', method: 'POST', path: echo },
    { name: 'the root', path: `${echo}/` },

    { name: 'port by number', path: `${services}/echo:80/proxy/echo` },
    { name: 'port by number that is not there', path: `${services}/echo:81/proxy/echo` },
    { name: 'port by name that is not there', path: `${services}/echo:nope/proxy/echo` },
    { name: 'no port where all have names', path: `${services}/echo/proxy/echo` },
    { name: 'an unnamed port by number', path: `${services}/quirks:80/proxy/etag` },
    { name: 'an unnamed port with scheme', path: `${services}/http:quirks:/proxy/etag` },
    { name: 'https by name', path: `${services}/https:echo:https/proxy/echo` },
    { name: 'https by number', path: `${services}/https:echo:443/proxy/echo` },
    { name: 'scheme http', path: `${services}/http:echo:http/proxy/echo` },
    { name: 'no scheme but its colon', path: `${services}/:echo:http/proxy/echo` },
    { name: 'encoded colons in the segment', path: `${services}/https%3Aecho%3ahttps/proxy/echo` },
    { name: 'plain HTTP to a TLS port', path: `${services}/echo:https/proxy/echo` },
    { name: 'TLS to a plain port', path: `${services}/https:echo:http/proxy/echo` },
    { name: 'a Service that does not exist', path: `${services}/nowhere/proxy/` },
    { name: 'a namespace that does not exist', path: `/api/v1/namespaces/nowhere-at-all/services/echo:http/proxy/` },
    { name: 'a Service without endpoints', path: `${services}/empty/proxy/` },
    { name: 'a Service whose pod is gone', path: `${services}/gone/proxy/` },
    { name: 'a segment with four parts', path: `${services}/http:echo:http:x/proxy/` },
    { name: 'a segment with an unknown scheme', path: `${services}/ftp:echo:http/proxy/` },
    { name: 'a segment without a name', path: `${services}/:http/proxy/` },

    {
      name: 'a form',
      method: 'POST',
      path: `${echo}/echo`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length },
      body: text(form),
    },
    {
      name: 'an upload of 50 MB in chunks',
      method: 'POST',
      path: `${echo}/echo`,
      body: () => contentBetween(0, 50 * megabyte),
    },
    {
      name: 'an upload of 5 MB with its length',
      method: 'PUT',
      path: `${echo}/echo`,
      headers: { 'content-length': 5 * megabyte },
      body: () => contentBetween(0, 5 * megabyte),
    },
    {
      name: 'an upload that is refused',
      method: 'POST',
      path: `${quirks}/too-large`,
      headers: { 'content-length': 20_000 },
      body: () => contentBetween(0, 20_000),
    },
    {
      name: 'an upload that asks first',
      method: 'POST',
      path: `${echo}/echo`,
      headers: { expect: '100-continue', 'content-length': 4 },
      body: text('body'),
    },
    { name: 'GET with a body', path: `${echo}/echo`, headers: { 'content-length': 4 }, body: text('body') },
    {
      name: 'DELETE with a body in chunks',
      method: 'DELETE',
      path: `${echo}/echo`,
      headers: { 'transfer-encoding': 'chunked' },
      body: text('body'),
    },
    { name: 'after it, on the same connection', path: `${echo}/echo?after` },

    { name: '10 MB', path: `${echo}/bytes/${10 * megabyte}` },
    { name: '10 MB in chunks', path: `${echo}/chunked/${10 * megabyte}` },
    { name: 'HEAD of 10 MB', method: 'HEAD', path: `${echo}/bytes/${10 * megabyte}` },
    { name: 'a range', path: `${echo}/bytes/1000`, headers: { range: 'bytes=100-199' } },
    { name: 'the last bytes', path: `${echo}/bytes/1000`, headers: { range: 'bytes=-10' } },
    { name: 'a range that is not there', path: `${echo}/bytes/1000`, headers: { range: 'bytes=2000-' } },
    { name: 'an answer that breaks off', path: `${echo}/abort?after=100000` },
    { name: 'an answer until the connection closes', path: `${quirks}/until-close` },
    { name: 'ETag', path: `${quirks}/etag` },
    { name: 'If-None-Match', path: `${quirks}/etag`, headers: { 'if-none-match': '"v1"' } },
    { name: 'If-None-Match that does not match', path: `${quirks}/etag`, headers: { 'if-none-match': '"v2"' } },

    { name: 'gzip whatever was asked for', path: `${echo}/gzip` },
    { name: 'Accept-Encoding gzip, br, zstd', path: `${echo}/echo`, headers: { 'accept-encoding': 'gzip, br, zstd' } },
    { name: 'Accept-Encoding identity', path: `${echo}/echo`, headers: { 'accept-encoding': 'identity' } },
    { name: 'HTML', path: `${echo}/html` },
    { name: 'HTML in gzip', path: `${echo}/html`, headers: { 'accept-encoding': 'gzip' } },
    { name: 'HTML in deflate', path: `${echo}/html?encoding=deflate` },
    { name: 'HTML, HEAD', method: 'HEAD', path: `${echo}/html` },
    { name: 'cookies', path: `${echo}/cookies`, headers: { cookie: 'a=1; b="2"' } },

    { name: 'redirect, relative', path: `${echo}/redirect?to=next/page` },
    { name: 'redirect, root path', path: `${echo}/redirect?to=%2Flogin%3Fnext%3D%252F` },
    { name: 'redirect, another host', path: `${echo}/redirect?to=https%3A%2F%2Fexample.com%2Fx` },
    { name: 'redirect, another host, this scheme', path: `${echo}/redirect?to=%2F%2Fexample.com%2Fx` },
    ...[301, 303, 307, 308].map((code) => ({
      name: `redirect ${code}`,
      path: `${echo}/redirect?to=%2Fx&code=${code}`,
    })),

    {
      name: 'repeated answer headers',
      path: `${echo}/response-headers?X-Two=1&X-Two=2&Set-Cookie=a%3D1&Set-Cookie=b%3D2`,
    },
    {
      name: 'CSP and other headers of an application',
      path: `${echo}/response-headers?Content-Security-Policy=default-src%20%27self%27&X-Frame-Options=DENY&WWW-Authenticate=Basic`,
    },
    { name: 'CORS headers of an application', path: `${quirks}/cors` },
    { name: 'hop-by-hop headers of an application', path: `${quirks}/hop-by-hop` },
    { name: 'trailers', path: `${quirks}/trailers`, headers: { te: 'trailers' } },

    { name: 'a long request header', path: `${echo}/headers`, headers: { 'x-long': 'x'.repeat(12_000) } },
    {
      name: 'Accept, Content-Type and a made-up header',
      path: `${echo}/headers`,
      headers: { accept: 'text/html;q=0.9', 'content-type': 'a/b', 'X-Made-Up': 'ü' },
    },
    { name: 'Referer', path: `${echo}/headers`, headers: { referer: 'http://127.0.0.1/x' } },
  ]
}
