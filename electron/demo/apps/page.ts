import type { ServerResponse } from 'node:http'

export interface Page {
  readonly title: string
  /** What stands in the body. */
  readonly body: string
  /** Root paths of scripts, after the body. */
  readonly scripts?: readonly string[]
  /** Shown while the application asks no other status. */
  readonly status?: number
}

/** A whole document: stylesheet `/assets/app.css`, icon `/favicon.svg`, no external resources. */
export function document({ title, body, scripts = [] }: Page): string {
  const tags = scripts.map((src) => `<script src="${src}" defer></script>`).join('\n')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/assets/app.css">
${tags}
</head>
<body>
${body}
</body>
</html>
`
}

/** Answers with a page. */
export function sendPage(response: ServerResponse, page: Page, headers: Record<string, string> = {}): void {
  send(response, page.status ?? 200, 'text/html; charset=utf-8', document(page), headers)
}

/** Answers with text of some type. */
export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers }).end(body)
}

/** The answer to a path that an application does not have. */
export function sendNotFound(response: ServerResponse): void {
  sendPage(response, {
    title: 'Not found',
    status: 404,
    body: '<main class="lone"><h1>Nothing here</h1><p>This application has no page at this address. <a href="/">Back to its start</a></p></main>',
  })
}

/** The stylesheet, script and icon of an application, by path. */
export type Assets = Readonly<Record<string, readonly [type: string, body: string]>>

export function assets(icon: string, style: string, script?: string): Assets {
  return {
    '/favicon.svg': ['image/svg+xml', icon],
    '/assets/app.css': ['text/css; charset=utf-8', `${baseStyle}${style}`],
    ...(script !== undefined && { '/assets/app.js': ['text/javascript; charset=utf-8', script] as const }),
  }
}

/** Answers with an asset; false where there is none at this path. */
export function sendAsset(response: ServerResponse, path: string, all: Assets): boolean {
  const found = Object.hasOwn(all, path) ? all[path] : undefined
  if (found) send(response, 200, found[0], found[1], { 'cache-control': 'no-cache' })
  return found !== undefined
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

/** An application's sign: a white drawing (24 × 24) on a rounded square of its colour. */
export function icon(colour: string, drawing: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32"><rect width="32" height="32" rx="8" fill="${colour}"/><g transform="translate(4 4)" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${drawing}</g></svg>`
}

// Colours carry roles, the applications only set their accent. Text on them keeps WCAG AA contrast.
const baseStyle = `
:root { color-scheme: light dark;
  --bg: #fbfbfc; --raise: #fff; --sunk: #f4f5f7; --line: #e4e6eb; --line-soft: #eef0f3; --edge: #868e9c;
  --text: #171a20; --dim: #5a6270; --ok: #1a7f4b; --warn: #975600; --bad: #c2303b;
  --shadow: 0 1px 2px #1018280a, 0 4px 16px #1018280a }
@media (prefers-color-scheme: dark) { :root {
  --bg: #0f1216; --raise: #161a20; --sunk: #0b0d10; --line: #272d36; --line-soft: #1d222a; --edge: #5d6675;
  --text: #e7eaef; --dim: #9aa3b1; --ok: #4cc38a; --warn: #f0a742; --bad: #ff7b81;
  --shadow: 0 1px 2px #0006 } }
*, *::before, *::after { box-sizing: border-box }
body, h1, h2, h3, p, ul, ol, dl, dd, figure, table { margin: 0; padding: 0 }
ul, ol { list-style: none }
html { background: var(--bg); color: var(--text) }
body { font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, Inter, sans-serif; min-height: 100vh;
  font-variant-numeric: tabular-nums; -webkit-font-smoothing: antialiased; text-rendering: optimizeLegibility }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -.015em }
h2 { font-size: 14px; line-height: 20px; font-weight: 600 }
a { color: var(--accent); text-underline-offset: 3px }
code, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12px }
.dim { color: var(--dim) }
.sign { display: block; width: 24px; height: 24px; border-radius: 6px }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
button, .button { font: inherit; font-weight: 500; color: var(--text); background: var(--raise); border: 1px solid var(--line);
  border-radius: 6px; padding: 6px 12px; cursor: pointer; text-decoration: none; display: inline-block }
button:hover, .button:hover { border-color: var(--dim) }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
.primary:hover { border-color: var(--accent); filter: brightness(1.06) }
input, textarea { font: inherit; color: var(--text); background: var(--raise); border: 1px solid var(--edge); border-radius: 6px;
  padding: 6px 10px; width: 100% }
::placeholder { color: var(--dim); opacity: 1 }
input:focus-visible, textarea:focus-visible { outline-offset: -1px; border-color: transparent }
body:has(.lone) { display: block }
main.lone { min-height: 100vh; max-width: none; display: grid; grid-template: none; place-content: center; gap: 8px; text-align: center; padding: 24px }
main.lone > h1 { font-size: 20px; line-height: 28px; max-width: none; margin: 0 }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important } }
`
