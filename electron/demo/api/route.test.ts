import { describe, expect, it } from 'vitest'
import { endpointSlices, namespaces, pods, services } from './resources.ts'
import { routeOf } from './route.ts'

const proxied = (segment: string, subpath: string) => ({ kind: 'service proxy', namespace: 'shop', segment, subpath })

describe('routeOf', () => {
  it.each([
    ['/version', { kind: 'version' }],
    ['/version/', { kind: 'version' }],
    ['/readyz', { kind: 'health' }],
    ['/api', { kind: 'discovery', path: '/api' }],
    ['/api/v1', { kind: 'discovery', path: '/api/v1' }],
    ['/apis/', { kind: 'discovery', path: '/apis' }],
    ['/apis/discovery.k8s.io/v1', { kind: 'discovery', path: '/apis/discovery.k8s.io/v1' }],
    ['/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { kind: 'access review' }],
    ['/api/v1/namespaces', { kind: 'collection', resource: namespaces }],
    ['/api/v1/namespaces/shop', { kind: 'object', resource: namespaces, name: 'shop' }],
    ['/api/v1/services', { kind: 'collection', resource: services }],
    ['/api/v1/namespaces/shop/services', { kind: 'collection', resource: services, namespace: 'shop' }],
    ['/api/v1/namespaces/shop/services/cart', { kind: 'object', resource: services, namespace: 'shop', name: 'cart' }],
    ['/api/v1/pods', { kind: 'collection', resource: pods }],
    ['/apis/discovery.k8s.io/v1/endpointslices', { kind: 'collection', resource: endpointSlices }],
    [
      '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/x',
      { kind: 'object', resource: endpointSlices, namespace: 'shop', name: 'x' },
    ],
    ['/api/v1/namespaces/shop/services/cart:http/proxy', proxied('cart:http', '')],
    ['/api/v1/namespaces/shop/services/cart/proxy/', proxied('cart', '')],
    ['/api/v1/namespaces/shop/services/cart/proxy/a//b/', proxied('cart', 'a//b')],
    ['/api/v1/namespaces/shop/services/cart/proxy/../x', proxied('cart', '../x')],
    ['/api/v1/namespaces/shop/pods/cart-0/portforward', { kind: 'port-forward', namespace: 'shop', name: 'cart-0' }],
  ])('%s', (path, route) => {
    expect(routeOf(path)).toEqual(route)
  })

  it.each([
    '/',
    '/api/v2/services',
    '/api/v1/services/cart',
    '/api/v1/secrets',
    '/api/v1/endpointslices',
    '/apis/discovery.k8s.io/v1/services',
    '/api/v1/namespaces/shop/namespaces/x',
    '/api/v1/namespaces/shop/services/cart/status',
    '/api/v1/namespaces/shop/pods/cart-0/proxy',
    '/api/v1/namespaces/shop/pods/cart-0/log',
    '/metrics',
  ])('%s is not served', (path) => {
    expect(routeOf(path)).toBeUndefined()
  })
})
