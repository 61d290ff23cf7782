import { type AppServer, startHttpApp } from './app-server.ts'
import { send } from './page.ts'

const cart = {
  items: [
    { sku: 'HG-0117', name: 'Deck lantern', quantity: 1, price: 64 },
    { sku: 'HG-0342', name: 'Mooring rope', quantity: 2, price: 38.5 },
  ],
  currency: 'EUR',
}

/** An API without pages, as most Services are: JSON at every path it has. */
export function startCart(): Promise<AppServer> {
  const documents: Readonly<Record<string, object>> = {
    '/': { service: 'cart', version: '3.2.0', paths: ['/healthz', '/v1/cart'] },
    '/healthz': { status: 'ok' },
    '/v1/cart': { ...cart, total: cart.items.reduce((sum, { quantity, price }) => sum + quantity * price, 0) },
  }
  return startHttpApp((request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    const found = Object.hasOwn(documents, path) ? documents[path] : undefined
    const body = found ?? { error: 'no such path', path }
    send(response, found ? 200 : 404, 'application/json', `${JSON.stringify(body, null, 2)}\n`)
  })
}
