import { describe, expect, it } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import { kubeContext } from './kube-context.ts'
import { mergeKubeconfigs } from './kubeconfig.ts'

const config = mergeKubeconfigs([
  {
    path: '/config',
    text: `
clusters:
- {name: good, cluster: {server: "https://api.example:6443/k8s/"}}
- {name: none, cluster: {}}
- {name: bare, cluster: {server: "localhost:8080/k8s"}}
- {name: ftp, cluster: {server: "ftp://x"}}
- {name: broken, cluster: {server: "https://"}}
users:
- {name: me, user: {token: t}}
- {name: groups, user: {token: t, as-groups: [g]}}
- {name: uid, user: {token: t, as-uid: u}}
- {name: extra, user: {token: t, as-user-extra: {a: [b]}}}
- {name: other, user: {token: t, as: other, as-groups: [g], as-uid: u, as-user-extra: {a: [b]}}}
contexts:
- {name: whole, context: {cluster: good, user: me, namespace: apps}}
- {name: anonymous, context: {cluster: good}}
- {name: impersonating, context: {cluster: good, user: other}}
- {name: empty, context: {}}
- {name: no-cluster, context: {cluster: gone, user: me}}
- {name: no-user, context: {cluster: good, user: gone}}
- {name: no-server, context: {cluster: none, user: me}}
- {name: no-scheme, context: {cluster: bare, user: me}}
- {name: ftp, context: {cluster: ftp, user: me}}
- {name: no-host, context: {cluster: broken, user: me}}
- {name: groups-alone, context: {cluster: good, user: groups}}
- {name: uid-alone, context: {cluster: good, user: uid}}
- {name: extra-alone, context: {cluster: good, user: extra}}
`,
  },
])

function refusal(name: string, from = config): [string, string] {
  try {
    kubeContext(from, name)
  } catch (error) {
    if (error instanceof FailureError) return [error.failure.code, error.message]
    throw error
  }
  return ['', '']
}

describe('kubeContext', () => {
  it('has all of a context, the server exactly as it is written', () => {
    expect(kubeContext(config, 'whole')).toMatchObject({
      name: 'whole',
      server: 'https://api.example:6443/k8s/',
      namespace: 'apps',
      user: { token: 't' },
    })
  })

  it.each([
    'me:s3cret@one/k8s',
    'https://me:s3cret@one:99999',
    'ftp://me:s3cret@one',
    '//me:s3cret@one',
    'https://me:s3c@ret@one/%zz',
    'me:s3/cret@one/k8s',
  ])('repeats no password of a server that is none: %s', (server) => {
    const broken = mergeKubeconfigs([
      {
        path: '/config',
        text: JSON.stringify({
          clusters: [{ name: 'c', cluster: { server } }],
          users: [{ name: 'u', user: {} }],
          contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
        }),
      },
    ])
    const [, message] = refusal('x', broken)
    expect(message).toContain('is not an http or https URL')
    expect(message).not.toMatch(/s3|cret/)
  })

  it.each([
    ['no user', 'anonymous', {}],
    ['a user that acts for another', 'impersonating', { as: 'other' }],
  ])('takes a context with %s', (_name, name, user) => {
    expect(kubeContext(config, name)).toMatchObject({ namespace: '', user })
  })

  it('means a user without a name where a context names none', () => {
    const { clusters, contexts } = config
    const named = new Map([['', { token: 't' }]])
    expect(kubeContext({ ...config, clusters, contexts, users: named }, 'anonymous').user).toEqual({ token: 't' })
  })

  it.each([
    ['empty', 'names no cluster'],
    ['no-cluster', 'names the cluster "gone", which'],
    ['no-user', 'names the user "gone", which'],
    ['no-server', 'uses the cluster "none", which has no server'],
    ['no-scheme', 'whose server "localhost:8080/k8s" is not an http or https URL'],
    ['ftp', 'is not an http or https URL'],
    ['no-host', 'is not an http or https URL'],
    // As kubectl does: the user meant to act with fewer rights, not with their own.
    ['groups-alone', 'names the user "groups", which impersonates groups, a uid or extras of nobody'],
    ['uid-alone', 'impersonates'],
    ['extra-alone', 'impersonates'],
  ])('says what the context %s lacks', (name, why) => {
    const [code, message] = refusal(name)
    expect(code).toBe('context-incomplete')
    expect(message).toContain(`The context "${name}" `)
    expect(message).toContain(why)
  })

  it('says which contexts there are instead of an unknown one', () => {
    const [code, message] = refusal('dev')
    expect(code).toBe('context-unknown')
    expect(message).toMatch(/"dev".* It has: whole, anonymous, .*, …\.$/)
    const nothing = mergeKubeconfigs([])
    expect(refusal('dev', nothing)[1]).toMatch(/It has no contexts\.$/)
    // A name that every object has is no context either.
    expect(refusal('constructor', nothing)[0]).toBe('context-unknown')
  })
})
