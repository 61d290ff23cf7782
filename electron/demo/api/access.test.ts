import { describe, expect, it } from 'vitest'
import { attributesOf, forbidden, hasToken } from './access.ts'
import { routeOf } from './route.ts'

describe('hasToken', () => {
  it.each([
    ['Bearer secret', true],
    ['bearer secret', true],
    ['Bearer  secret', true],
    ['Bearer secret2', false],
    ['Bearer secre', false],
    ['Basic secret', false],
    ['secret', false],
    ['', false],
    [undefined, false],
  ])('%j: %s', (authorization, has) => {
    expect(hasToken(authorization, 'secret')).toBe(has)
  })
})

describe('forbidden', () => {
  const refusal = (path: string, method = 'GET', watching = false): string | undefined => {
    const route = routeOf(path)
    const attributes = route && attributesOf(route, method, watching)
    return attributes && forbidden(attributes).message
  }
  const user = 'User "demo" cannot'
  it.each([
    [
      '/api/v1/services',
      'GET',
      `services is forbidden: ${user} list resource "services" in API group "" at the cluster scope`,
    ],
    [
      '/api/v1/namespaces/shop/services',
      'GET',
      `services is forbidden: ${user} list resource "services" in API group "" in the namespace "shop"`,
    ],
    [
      '/api/v1/namespaces/shop/services/cart',
      'GET',
      `services "cart" is forbidden: ${user} get resource "services" in API group "" in the namespace "shop"`,
    ],
    [
      '/api/v1/namespaces/shop/services/cart:http/proxy/x',
      'POST',
      `services "cart:http" is forbidden: ${user} create resource "services/proxy" in API group "" in the namespace "shop"`,
    ],
    [
      '/api/v1/namespaces/shop/services/cart/proxy',
      'HEAD',
      `services "cart" is forbidden: ${user} get resource "services/proxy" in API group "" in the namespace "shop"`,
    ],
    [
      '/api/v1/namespaces/shop/services/cart/proxy',
      'PUT',
      `services "cart" is forbidden: ${user} update resource "services/proxy" in API group "" in the namespace "shop"`,
    ],
    [
      '/apis/discovery.k8s.io/v1/endpointslices',
      'GET',
      `endpointslices.discovery.k8s.io is forbidden: ${user} list resource "endpointslices" in API group "discovery.k8s.io" at the cluster scope`,
    ],
    [
      '/api/v1/namespaces/shop/pods/cart-0/portforward',
      'GET',
      `pods "cart-0" is forbidden: ${user} create resource "pods/portforward" in API group "" in the namespace "shop"`,
    ],
  ])('%s by %s', (path, method, message) => {
    expect(refusal(path, method)).toBe(message)
  })

  it('names the verb of a watch', () => {
    expect(refusal('/api/v1/services', 'GET', true)).toContain('cannot watch resource "services"')
  })

  it.each(['/version', '/api', '/apis', '/readyz', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'])(
    '%s needs no right',
    (path) => {
      expect(refusal(path)).toBeUndefined()
    },
  )

  it('has the details of the real one', () => {
    const attributes = {
      verb: 'get',
      group: 'discovery.k8s.io',
      resource: 'endpointslices',
      subresource: '',
      namespace: 'shop',
      name: 'x',
    }
    expect(forbidden(attributes).status).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      details: { name: 'x', group: 'discovery.k8s.io', kind: 'endpointslices' },
    })
  })
})
