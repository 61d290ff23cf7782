import { expect, it } from 'vitest'
import { frameMark } from './own-request.ts'
import { servedCluster } from './testing/served-cluster.ts'

const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }
const marked = (mark: string) => ({ ...foreign, [frameMark.header]: mark })

it('a sandboxed page of our own window gets what its own Service has, and the mark stays here', async () => {
  const { proxied, origin, ask } = await servedCluster()
  const host = origin('web')
  expect(await ask('/a.png', { host, headers: marked(frameMark.of(host.toUpperCase())) })).toMatchObject({
    status: 200,
  })
  expect(proxied[0]?.headers).toMatchObject({ 'sec-fetch-site': 'cross-site' })
  expect(proxied[0]?.headers).not.toHaveProperty(frameMark.header)
})

it.each([
  ['without a mark', () => foreign],
  ['with that of another Service, as a redirect would bring it', (other: string) => marked(frameMark.of(other))],
  ['with one that it has made up', () => marked('AAAA')],
])('a foreign page gets nothing %s', async (_how, headers) => {
  const { proxied, origin, ask } = await servedCluster()
  const refused = await ask('/a.png', { host: origin('web'), headers: headers(origin('secure')) })
  expect(refused.status).toBe(403)
  expect(proxied).toEqual([])
})
