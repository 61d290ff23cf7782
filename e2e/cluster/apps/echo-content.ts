import { pipeline, Readable } from 'node:stream'
import { deflateSync, gzipSync } from 'node:zlib'
import { contentBetween, parseRange } from './content.ts'
import type { Route } from './echo.ts'

/** `/bytes/N`: N bytes of known content with their length; ranges and HEAD. */
export const bytes: Route = (request, response, _url, rest) => {
  const length = Number(rest)
  const range = parseRange(request.headers.range, length)
  response.setHeader('accept-ranges', 'bytes')
  response.setHeader('etag', `"bytes-${length}"`)
  response.setHeader('content-type', 'application/octet-stream')
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${length}` }).end()
    return
  }
  const span = range ?? { start: 0, end: length }
  response.setHeader('content-length', span.end - span.start)
  if (range !== undefined) response.setHeader('content-range', `bytes ${span.start}-${span.end - 1}/${length}`)
  response.writeHead(range === undefined ? 200 : 206)
  if (request.method === 'HEAD') response.end()
  else pipeline(Readable.from(contentBetween(span.start, span.end)), response, () => undefined)
}

/** `/chunked/N`: the same bytes without a length. */
export const chunked: Route = (_request, response, _url, rest) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream' })
  pipeline(Readable.from(contentBetween(0, Number(rest))), response, () => undefined)
}

/** `/gzip`: JSON that is compressed whatever was asked for. */
export const inGzip: Route = (_request, response) => {
  const body = gzipSync('{"gzipped":true}')
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': body.length })
    .end(body)
}

/** The page of `/html`: a URL on a root path in each of the places that proxies rewrite, and in those they do not. */
export const htmlPage = `<!doctype html>
<html lang="en">
<head>
<title>Echo</title>
<link rel="stylesheet" href="/assets/style.css">
<link rel="manifest" href="/manifest.json">
<style>body { background: url(/assets/background.png) }</style>
<script src="/assets/app.js"></script>
<script>const api = '/echo?from=script'; const page = '<a href="/in-script">'</script>
</head>
<body>
<a id="root" href="/">Root</a> <a id="echo" href="/echo?a=1&amp;b=2">Echo</a>
<a id="relative" href="echo">Relative</a> <a id="absolute" href="https://example.com/x">Elsewhere</a>
<a id="scheme" href="//example.com/x">Elsewhere, this scheme</a>
<img id="image" src="/assets/logo.png" srcset="/assets/logo.png 1x, /assets/logo-2x.png 2x" alt="">
<form id="form" action="/echo" method="post"><input name="name" value="value"><button formaction="/echo?other">Send</button></form>
<script type="text/template"><a href="/template/{{ id }}">{{ name }}</a></script>
</body>
</html>
`

const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  gzip: (text) => gzipSync(text),
  deflate: (text) => deflateSync(text),
}

/** `/html`: the page in the first of gzip and deflate that Accept-Encoding names, or in `?encoding=` as it stands. */
export const html: Route = (request, response, url) => {
  const accepted = request.headers['accept-encoding'] ?? ''
  const offered = Object.keys(encoders).find((name) => new RegExp(`\\b${name}\\b`).test(accepted))
  const encoding = url.searchParams.get('encoding') ?? offered
  const encode = encoding === undefined ? undefined : encoders[encoding]
  const body = encode?.(htmlPage) ?? Buffer.from(htmlPage)
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('content-length', body.length)
  response.setHeader('vary', 'accept-encoding')
  // An explicit `identity` is wrong on the wire, and some applications send it.
  if (encoding !== undefined) response.setHeader('content-encoding', encoding)
  response.end(request.method === 'HEAD' ? undefined : body)
}
