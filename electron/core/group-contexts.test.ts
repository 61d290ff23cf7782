import { describe, expect, it } from 'vitest'
import { atOnce } from '../cluster/in-turns.ts'
import { mergeKubeconfigs } from '../cluster/kubeconfig.ts'
import { contextWays, groupContexts } from './group-contexts.ts'

const config = mergeKubeconfigs([
  {
    path: '/config',
    text: JSON.stringify({
      clusters: [
        { name: 'a', cluster: { server: 'https://a.invalid' } },
        { name: 'a-again', cluster: { server: 'https://a.invalid' } },
        { name: 'a-other-name', cluster: { server: 'https://a.invalid', 'tls-server-name': 'b' } },
        { name: 'b', cluster: { server: 'https://b.invalid' } },
      ],
      users: [
        { name: 'me', user: { token: 't' } },
        { name: 'me-too', user: { token: 't' } },
        { name: 'you', user: { token: 'u' } },
      ],
      contexts: [
        { name: 'one', context: { cluster: 'a', user: 'me' } },
        { name: 'two', context: { cluster: 'a', user: 'me', namespace: 'shop' } },
        { name: 'same entries, other names', context: { cluster: 'a-again', user: 'me-too', namespace: 'web' } },
        { name: 'other user', context: { cluster: 'a', user: 'you' } },
        { name: 'other way', context: { cluster: 'a-other-name', user: 'me' } },
        { name: 'other server', context: { cluster: 'b', user: 'me' } },
        { name: 'incomplete', context: { cluster: 'gone', user: 'me' } },
        { name: 'incomplete too', context: { cluster: 'gone', user: 'me' } },
      ],
    }),
  },
])

describe('groupContexts', () => {
  it('puts together what differs in name and namespace alone', () => {
    const groups = groupContexts(atOnce(contextWays(config)), () => false)
    expect(
      groups.map(({ name, others }) => [name, ...others.map((one) => `${one.context}: ${one.namespace}`)]),
    ).toEqual([
      ['one', 'two: shop', 'same entries, other names: web'],
      ['other user'],
      ['other way'],
      ['other server'],
      ['incomplete'],
      ['incomplete too'],
    ])
  })

  it('lets the one that is shown already stand for the others', () => {
    const [group] = groupContexts(atOnce(contextWays(config)), (name) => name === 'two')
    expect([group?.name, group?.others.map(({ context }) => context)]).toEqual([
      'two',
      ['one', 'same entries, other names'],
    ])
  })
})
