import type { RequestListener } from 'node:http'
import type { AppPort } from '../control-protocol.ts'
import { type RunningApp, serve } from './serve.ts'

// A site that insists on standing at the root: its page, stylesheet, script and API are all on root paths.
const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': [
    'text/html; charset=utf-8',
    `<!doctype html>
<html lang="en">
<head><title>Tiny</title><link rel="stylesheet" href="/style.css"></head>
<body><h1>Tiny</h1><p id="answer">waiting for /api/hello</p><a href="/about">About</a><script src="/app.js"></script></body>
</html>
`,
  ],
  '/about': [
    'text/html; charset=utf-8',
    '<!doctype html><html lang="en"><head><title>About Tiny</title></head><body><a href="/">Back</a></body></html>\n',
  ],
  '/style.css': ['text/css', 'body { font-family: sans-serif } #answer { color: rgb(0, 128, 0) }\n'],
  '/app.js': [
    'text/javascript',
    `fetch('/api/hello')
  .then((answer) => answer.json())
  .then(({ message }) => { document.getElementById('answer').textContent = message })
  .catch((error) => { document.getElementById('answer').textContent = String(error) })
`,
  ],
  '/api/hello': ['application/json', '{"message":"Hello from the cluster"}\n'],
}

const listener: RequestListener = (request, response) => {
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  const [type, body] = files[path] ?? ['text/plain', 'not found\n']
  response.writeHead(path in files ? 200 : 404, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** A small static site whose script asks `/api/hello` and shows the answer in `#answer`. */
export function startTiny(address: string, ports: readonly AppPort[]): Promise<RunningApp> {
  return serve(address, ports, listener)
}
