import { icon } from '../page.ts'

export const pulseIcon = icon('#5a55d6', '<path d="M2 12h4l3-8 5 16 3-8h5"/>')

const stat = (id: string, label: string, unit: string): string => `
  <div class="stat"><dt>${label}</dt><dd class="value"><b id="${id}">–</b><span>${unit}</span></dd><dd id="${id}-note" class="note dim">&nbsp;</dd></div>`

const chart = (id: string, title: string, unit: string, wide = false): string => `
  <section class="card${wide ? ' wide' : ''}" aria-labelledby="${id}-title">
    <header><h2 id="${id}-title">${title}</h2><span class="dim">${unit}</span><ul class="legend" id="${id}-legend"></ul></header>
    <div class="plot"><canvas id="${id}" role="img" aria-label="${title}, the last five minutes"></canvas><div class="tip" id="${id}-tip" hidden></div></div>
  </section>`

export const pulseMarkup = `
<header class="top">
  <img class="sign" src="/favicon.svg" alt="">
  <h1>Pulse</h1>
  <span class="dim">shop, last 5 minutes</span>
  <span class="live" id="live" role="status"><i></i><span>Connecting</span></span>
</header>
<main>
  <dl class="stats">
    ${stat('rate', 'Requests', '/s')}
    ${stat('p95', 'Latency p95', 'ms')}
    ${stat('errors', 'Errors', '%')}
    ${stat('cores', 'CPU', 'cores')}
  </dl>
  ${chart('requests', 'Request rate', 'requests/s', true)}
  ${chart('latency', 'Latency', 'ms')}
  ${chart('cpu', 'CPU by pod', 'millicores')}
  <section class="card wide" aria-labelledby="pods-title">
    <header><h2 id="pods-title">Pods</h2></header>
    <table>
      <thead><tr><th scope="col">Pod</th><th scope="col" colspan="2">CPU, millicores</th><th scope="col" colspan="2">Memory, MiB</th></tr></thead>
      <tbody id="pods"></tbody>
    </table>
  </section>
</main>`
