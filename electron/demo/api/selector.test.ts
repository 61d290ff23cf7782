import { describe, expect, it } from 'vitest'
import type { KubeObject } from './objects.ts'
import { fieldSelector, labelSelector } from './selector.ts'
import { StatusError } from './status.ts'

const object: KubeObject = {
  metadata: {
    name: 'kube-dns',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', tier: '' },
  },
}

describe('labelSelector', () => {
  it.each([
    ['', true],
    ['kubernetes.io/cluster-service=true', true],
    ['kubernetes.io/cluster-service==true', true],
    ['kubernetes.io/cluster-service=false', false],
    ['kubernetes.io/cluster-service = true', true],
    ['k8s-app!=kube-dns', false],
    ['k8s-app!=coredns', true],
    ['absent!=x', true],
    ['k8s-app in (coredns, kube-dns)', true],
    ['k8s-app in (coredns)', false],
    ['k8s-app notin (coredns,other)', true],
    ['k8s-app notin (kube-dns)', false],
    ['absent in (x)', false],
    ['absent notin (x)', true],
    ['tier=', true],
    ['tier in ()', true],
    ['absent=', false],
    ['k8s-app', true],
    ['absent', false],
    ['!absent', true],
    ['!k8s-app', false],
    ['k8s-app in (a,kube-dns),!absent,kubernetes.io/cluster-service', true],
    ['k8s-app in (a,kube-dns),absent', false],
  ])('%j selects: %s', (text, selected) => {
    expect(labelSelector(text)(object)).toBe(selected)
  })

  it.each(['a=b=c', 'a in b', 'in (b)', 'a > ', '=b', 'a in (b'])('refuses %j with 400', (text) => {
    expect(() => labelSelector(text)).toThrow(StatusError)
  })
})

describe('fieldSelector', () => {
  it.each([
    ['metadata.name=kube-dns', true],
    ['metadata.name==kube-dns', true],
    ['metadata.name!=kube-dns', false],
    ['metadata.name=kube-dns,metadata.namespace=kube-system', true],
    ['metadata.name=kube-dns,metadata.namespace=default', false],
  ])('%j selects: %s', (text, selected) => {
    expect(fieldSelector(text)(object)).toBe(selected)
  })

  it.each([
    ['spec.colour=red', 'field label not supported: spec.colour'],
    ['metadata.name', "invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
  ])('refuses %j', (text, message) => {
    expect(() => fieldSelector(text)).toThrow(message)
  })
})
