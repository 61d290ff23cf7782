import { describe, expect, it } from 'vitest'
import { clusterLabel } from './cluster-label.ts'
import { originHost, parseOriginHost } from './origin.ts'

const arn = 'arn:aws:eks:eu-west-1:123456789012:cluster/production'

describe('clusterLabel', () => {
  it.each(['demo', 'docker-desktop', 'minikube', 'k3d', '1', 'a'.repeat(40), 'prod-1'])('keeps %s', (context) => {
    expect(clusterLabel(context)).toBe(context)
  })

  it.each([
    ['an EKS ARN', arn, /^u-west-1-123456789012-cluster-production-[a-z0-9]{6}$/],
    ["kubeadm's default", 'kubernetes-admin@kubernetes', /^kubernetes-admin-kubernetes-[a-z0-9]{6}$/],
    ['a GKE name', 'gke_my-project_europe-west1_prod', /^gke-my-project-europe-west1-prod-[a-z0-9]{6}$/],
    ['spaces', ' my cluster ', /^my-cluster-[a-z0-9]{6}$/],
    ['upper case', 'PROD', /^prod-[a-z0-9]{6}$/],
    ['a dot', 'prod.example', /^prod-example-[a-z0-9]{6}$/],
    ['unicode', 'größe', /^gr-e-[a-z0-9]{6}$/],
    ['nothing that can be read', '集群', /^cluster-[a-z0-9]{6}$/],
    ['nothing at all', '', /^cluster-[a-z0-9]{6}$/],
    ['41 characters', 'a'.repeat(41), /^a{40}-[a-z0-9]{6}$/],
    ['a very long name', `${'x'.repeat(5000)}-end`, /^x{36}-end-[a-z0-9]{6}$/],
    ['a plain name that looks hashed', 'staging-abc123', /^staging-abc123-[a-z0-9]{6}$/],
    ['a hyphen at its end', 'prod-', /^prod-[a-z0-9]{6}$/],
  ])('names %s by its readable part and a hash', (_name, context, label) => {
    expect(clusterLabel(context)).toMatch(label)
  })

  it('is the same each time and after each release', () => {
    // Origins, and with them bookmarks and cookies, hang on these.
    expect(['kubernetes-admin@kubernetes', arn, ''].map(clusterLabel)).toEqual([
      'kubernetes-admin-kubernetes-2frh1z',
      'u-west-1-123456789012-cluster-production-rs8wes',
      'cluster-zjo7rq',
    ])
  })

  it.each([
    ['case', ['prod', 'PROD', 'Prod', 'pROD']],
    ['punctuation', ['a-b', 'a.b', 'a_b', 'a b', 'a:b', 'a/b', 'a@b', '-a-b', 'a-b-', 'a--b.']],
    ['what is cut off', ['x', 'y', 'z'].map((first) => first + 'a'.repeat(60))],
    ['unicode', ['集群', '集', '群', '🚀', '']],
  ])('tells names apart that differ only in %s', (_name, contexts) => {
    expect(new Set(contexts.map(clusterLabel)).size).toBe(contexts.length)
  })

  it('never gives a name the label of another: a hashed label as a name is hashed again', () => {
    for (const context of ['PROD', arn, '']) expect(clusterLabel(clusterLabel(context))).not.toBe(clusterLabel(context))
  })

  it('gives 10,000 contexts 10,000 labels, each fit for an origin', () => {
    const contexts = Array.from({ length: 10_000 }, (_, i) => {
      const forms = [
        `arn:aws:eks:eu-west-${i % 3}:${100_000_000_000 + i}:cluster/shared-name-of-all`,
        `gke_project-${i}_zone_prod`,
        `Team ${i}`,
        `team-${i}`,
        // Only what is cut off differs.
        `${i}-${'a'.repeat(60)}`,
      ]
      return forms[i % forms.length] ?? ''
    })
    const labels = contexts.map(clusterLabel)
    expect(new Set(labels).size).toBe(contexts.length)
    const unfit = labels.filter(
      (cluster) =>
        parseOriginHost(originHost({ cluster, namespace: 'n', service: 's', port: '' }))?.target.cluster !== cluster,
    )
    expect(unfit).toEqual([])
  })
})
