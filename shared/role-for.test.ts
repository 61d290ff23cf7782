import { describe, expect, it } from 'vitest'
import { missingRight, roleFor } from './role-for.ts'

describe('missingRight', () => {
  it.each([
    [
      'services "web:http" is forbidden: User "jane" cannot get resource "services/proxy" in API group "" in the namespace "shop"',
      { user: 'jane', verb: 'get', resource: 'services/proxy', apiGroup: '', namespace: 'shop' },
    ],
    [
      'services is forbidden: User "system:serviceaccount:a:b" cannot list resource "services" in API group "" at the cluster scope',
      { user: 'system:serviceaccount:a:b', verb: 'list', resource: 'services', apiGroup: '', namespace: '' },
    ],
    ['Unauthorized', undefined],
    ['User "evil" cannot get resource "*" in API group "*" at the cluster scope', undefined],
    ['User "a" cannot get resource "pods" in API group "" in the namespace "x\nrules: []"', undefined],
  ])('reads %s', (message, right) => {
    expect(missingRight(message)).toEqual(right)
  })
})

describe('roleFor', () => {
  const right = { user: 'a "b"\nc', verb: 'create', resource: 'pods/portforward', apiGroup: '', namespace: 'shop' }
  it('is a Role and its binding in the namespace, with names that YAML cannot misread', () => {
    expect(roleFor(right)).toContain(
      'kind: Role\nmetadata:\n  name: porthole-create-pods-portforward\n  namespace: shop',
    )
    expect(roleFor(right)).toContain('name: "a \\"b\\"\\nc"')
  })
  it('is for the whole cluster without a namespace', () => {
    expect(roleFor({ ...right, namespace: '' })).toMatch(/kind: ClusterRole\n[^]*kind: ClusterRoleBinding\n/)
  })
})
