import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { Certificate } from '../../tls/certificate.ts'
import { type AppServer, startHttpApp } from '../app-server.ts'
import { assets, escapeHtml, icon, sendAsset, sendNotFound, sendPage } from '../page.ts'
import { ledgerStyle } from './ledger-style.ts'

const ledgerIcon = icon(
  '#16784a',
  '<path d="M12 2l8 3v6c0 5-3.4 9-8 11-4.6-2-8-6-8-11V5z"/><path d="M8.5 12l2.5 2.5 4.5-5"/>',
)

/** Speaks HTTPS alone: its page says which TLS connection it was asked over. */
export function startLedger(certificate: Certificate): Promise<AppServer> {
  const files = assets(ledgerIcon, ledgerStyle)
  return startHttpApp((request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    if (path === '/') sendPage(response, { title: 'Ledger', body: body(connectionOf(request)) })
    else if (!sendAsset(response, path, files)) sendNotFound(response)
  }, certificate)
}

interface Connection {
  readonly protocol: string
  readonly cipher: string
  readonly fingerprint: string
}

function connectionOf({ socket }: IncomingMessage): Connection {
  if (!(socket instanceof TLSSocket)) return { protocol: 'none', cipher: 'none', fingerprint: 'none' }
  const certificate = socket.getCertificate()
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    fingerprint: certificate && 'fingerprint256' in certificate ? certificate.fingerprint256 : 'unknown',
  }
}

/** A fingerprint that breaks in its middle, where it has to. */
function inHalves(fingerprint: string): string {
  const middle = fingerprint.indexOf(':', fingerprint.length / 2) + 1
  return `${escapeHtml(fingerprint.slice(0, middle))}<wbr>${escapeHtml(fingerprint.slice(middle))}`
}

const entries = [
  ['4 Aug', 'Card settlement', 'Storefront', 1284.5],
  ['4 Aug', 'Refund, order 8841', 'Storefront', -39.9],
  ['3 Aug', 'Parcel invoice', 'Shipping', -612.0],
  ['3 Aug', 'Card settlement', 'Storefront', 1967.25],
  ['2 Aug', 'Packaging', 'Warehouse', -148.3],
  ['1 Aug', 'Opening balance', '', 18_402.1],
] as const

const money = (amount: number): string =>
  `${amount < 0 ? '−' : ''}${Math.abs(amount).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

function body({ protocol, cipher, fingerprint }: Connection): string {
  const balance = entries.reduce((sum, [, , , amount]) => sum + amount, 0)
  const rows = entries.map(
    ([date, what, account, amount]) =>
      `<tr><td class="dim">${date}</td><td>${escapeHtml(what)}</td><td class="dim">${account}</td><td class="num">${money(amount)}</td></tr>`,
  )
  return `<main>
  <header><img class="sign" src="/favicon.svg" alt=""><h1>Ledger</h1></header>
  <section class="balance"><p class="dim">Balance</p><p class="sum">${money(balance)} <span class="dim">EUR</span></p></section>
  <table>
    <thead><tr><th scope="col">Date</th><th scope="col">Entry</th><th scope="col">Account</th><th scope="col" class="num">Amount</th></tr></thead>
    <tbody>${rows.join('')}</tbody>
  </table>
  <section class="tls" aria-labelledby="tls">
    <h2 id="tls"><svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="4" y="11" width="16" height="10" rx="2"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/></svg>Served over TLS</h2>
    <p class="dim">The connection that brought this page to the cluster's proxy was encrypted, all the way to the pod.</p>
    <dl><dt>Protocol</dt><dd class="mono">${escapeHtml(protocol)}</dd>
    <dt>Cipher</dt><dd class="mono">${escapeHtml(cipher)}</dd>
    <dt>Certificate</dt><dd class="mono">${inHalves(fingerprint)}</dd></dl>
  </section>
</main>`
}
