import { createHash } from 'node:crypto'
import { looksAgain } from './looks-again.ts'
import type { Remedies } from './remedies.ts'
import { failureKinds, type Culprit, type Failure } from '../../shared/failure.ts'

const style = `
:root{color-scheme:light dark;--bg:#fcfcfd;--raise:#fff;--line:#dfe2e8;--text:#171a20;--dim:#5a6270;--accent:#0b6e80;--on:#fff;--bad:#c2303b;--ok:#1a7f4b}
@media(prefers-color-scheme:dark){:root{--bg:#101317;--raise:#171b21;--line:#2b323c;--text:#e7eaef;--dim:#a0a8b5;--accent:#58c4d3;--on:#06181c;--bad:#ff7b81;--ok:#4cc38a}}
*,::before{box-sizing:border-box;margin:0}
body{font:14px/22px system-ui,Inter,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;background:var(--bg);color:var(--text);padding:clamp(24px,10vh,96px) 24px}
main{max-width:600px;margin:0 auto}
h1{font-size:20px;line-height:28px;font-weight:600;letter-spacing:-.01em;margin-bottom:6px;text-wrap:balance}
p{color:var(--dim);text-wrap:pretty}
p code{font:.93em ui-monospace,"SF Mono",Menlo,"DejaVu Sans Mono",monospace;color:var(--text)}
ol{list-style:none;padding:0;display:flex;margin:28px 0 24px;font-size:12px;line-height:16px;color:var(--dim)}
li{flex:1;text-align:center;position:relative;padding-top:22px}
li::before{content:"";position:absolute;top:0;left:50%;width:10px;height:10px;margin-left:-5px;border-radius:50%;background:var(--ok);forced-color-adjust:none}
li+li::after{content:"";position:absolute;top:4px;right:calc(50% + 14px);left:calc(-50% + 14px);border-top:1.5px solid var(--line)}
li.bad{color:var(--bad);font-weight:500}li.bad::after{border-top:1.5px dashed var(--bad)}
li.bad::before{border-radius:0;rotate:45deg;background:linear-gradient(var(--bad) 0 0) 50%/2px 100% no-repeat,linear-gradient(var(--bad) 0 0) 50%/100% 2px no-repeat}
li.far::before{background:none;border:1.5px solid var(--dim)}
pre{font:12px/19px ui-monospace,"SF Mono",Menlo,"DejaVu Sans Mono",monospace;border:1px solid var(--line);background:var(--raise);border-radius:6px;padding:10px 12px;margin:0 0 20px;white-space:pre-wrap;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:8px}
form{display:inline}
a,button{display:inline-block;font:inherit;border:0;cursor:pointer;height:32px;line-height:32px;padding:0 14px;border-radius:6px;background:var(--accent);color:var(--on);font-weight:500;text-decoration:none}
nav .other{background:none;color:var(--text);box-shadow:inset 0 0 0 1px var(--line)}
details{margin-top:20px}summary{cursor:pointer;font-weight:500;margin-bottom:8px}summary span{color:var(--dim);font-weight:400}
.copy{user-select:all}
a:focus-visible,button:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
small{display:block;text-wrap:balance;margin-top:20px;color:var(--dim);font-size:12px}
`

/** Nothing but its own style sheet: a failure page runs no script, loads nothing and can't be framed. */
export const failurePagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`

const stations = ['This computer', 'API server', 'Service'] as const
/** Which of the stations is the first that the request did not get past. */
const brokenAt: Readonly<Record<Culprit, number>> = {
  'this-computer': 0,
  kubeconfig: 0,
  request: 0,
  network: 1,
  'api-server': 1,
  service: 2,
}

/** A page that says who refused, in whose words, and what to do; in the browser's own light or dark. */
export function failurePage({ code, message, hint }: Failure, remedies?: Remedies): string {
  const { who, title } = failureKinds[code]
  const broken = brokenAt[who]
  const path = stations.map(
    (name, at) => `<li${at === broken ? ' class="bad"' : at > broken ? ' class="far"' : ''}>${name}</li>`,
  )
  const waits = looksAgain(code)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${waits ? '<meta http-equiv="refresh" content="3">' : ''}<title>${escape(title)}</title><style>${style}</style></head><body><main><h1>${escape(title)}</h1><p>${prose(hint)}</p><ol aria-label="How far the request came">${path.join('')}</ol><pre>${escape(message)}</pre><nav><a href=""${code === 'not-http' ? ' class="other"' : ''}>Try again</a>${remedies ? buttons(remedies) : ''}</nav>${role(remedies?.role ?? '')}<small>Porthole&nbsp;· ${code}${waits ? '&nbsp;· looks again every 3 seconds' : ''}</small></main></body></html>\n`
}

function buttons({ choices, ports }: Remedies): string {
  const forms = choices.map(
    ({ label, action, name, value }) =>
      `<form method="post" action="${escape(action)}"><button class="other" name="${escape(name)}" value="${escape(value)}">${escape(label)}</button></form>`,
  )
  const links = ports.map(({ label, url }) => `<a class="other" href="${escape(url)}">${escape(label)}</a>`)
  return [...forms, ...links].join('')
}

/** Selected whole by one click: the page runs no script that could copy it. */
function role(yaml: string): string {
  if (yaml === '') return ''
  return `<details open><summary>A Role that would allow it <span>· a click selects it whole</span></summary><pre class="copy">${escape(yaml)}</pre></details>`
}

/** A sentence in which commands stand between backticks. */
function prose(text: string): string {
  return escape(text).replace(/`([^`]*)`/g, '<code>$1</code>')
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
