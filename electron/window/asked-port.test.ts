import { expect, it } from 'vitest'
import { askedPort } from './asked-port.ts'

const own = 'http://web.shop.prod.site.localhost:8001'
const refused = 'net::ERR_CONNECTION_REFUSED'
const failed = 'net::ERR_FAILED'

it.each([
  ['ws://web.shop.prod.site.localhost:8080/ws', failed, 8080],
  ['http://localhost:8080/api', refused, 8080],
  ['https://localhost/api', refused, 443],
  ['wss://localhost/live', failed, 443],
  ['http://127.0.0.1/', refused, 80],
  ['http://[::1]:3000/', refused, 3000],
  // Porthole itself has gone.
  ['http://web.shop.prod.site.localhost:8001/', refused, undefined],
  ['http://api.shop.prod.site.localhost:8080/', refused, undefined],
  ['https://cdn.example:8080/x.js', refused, undefined],
  ['http://localhost:8080/api', 'net::ERR_ABORTED', undefined],
  ['http://localhost:8080/api', failed, undefined],
  // Refused by the application.
  ['ws://web.shop.prod.site.localhost:8001/ws', failed, undefined],
  ['', refused, undefined],
])('of %s, which failed with %s: %s', (url, error, port) => {
  expect(askedPort(url, error, own)).toBe(port)
})
