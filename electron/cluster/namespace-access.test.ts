import { expect, it } from 'vitest'
import { AccessReviews } from './access-review.ts'
import { namespaceAccess } from './namespace-access.ts'
import { accessTo } from './testing/contexts.ts'
import { sendJson, sendStatus, serve } from './testing/test-server.ts'

/** An API server that allows what is in `rights`, as `NAMESPACE VERB RESOURCE`; without rights it does not tell. */
async function reviewing(rights?: readonly string[]) {
  const asked: string[] = []
  const server = await serve((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      const { spec } = JSON.parse(body) as { spec: { resourceAttributes: Record<string, string> } }
      const { namespace = '', verb = '', resource = '', subresource } = spec.resourceAttributes
      const right = `${namespace} ${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`
      asked.push(right)
      if (rights) sendJson(response, 201, { status: { allowed: rights.includes(right) } })
      else sendStatus(response, 403, 'no', 'Forbidden')
    })
  })
  return { asked, reviews: new AccessReviews(accessTo(server.url)) }
}

it('tells each right, and asks for each once', async () => {
  const { asked, reviews } = await reviewing(['shop list services', 'shop get services/proxy'])
  const proxy = { get: true, create: false, update: false, patch: false, delete: false }
  const expected = { namespace: 'shop', list: true, proxy, forward: false }
  expect(await namespaceAccess(reviews, 'shop')).toEqual(expected)
  expect(await namespaceAccess(reviews, 'shop')).toEqual(expected)
  expect(asked).toHaveLength(8)
  expect((await namespaceAccess(reviews, 'web')).list).toBe(false)
})

it('asks an administrator three questions', async () => {
  const { asked, reviews } = await reviewing([' list services', ' * services/proxy', ' create pods/portforward'])
  const { proxy, forward } = await namespaceAccess(reviews, '')
  expect([Object.values(proxy), forward]).toEqual([[true, true, true, true, true], true])
  expect(asked).toHaveLength(3)
})

it('does not know what the API server does not tell', async () => {
  const { reviews } = await reviewing()
  const { list, proxy, forward } = await namespaceAccess(reviews, 'shop')
  expect([list, ...Object.values(proxy), forward]).toEqual(Array(7).fill(null))
})
