import { describe, expect, it } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { chooseProfile, type Evidence } from './choose-profile.ts'

const evidence: Evidence = {
  namespace: 'shop',
  mayForward: true,
  listed: true,
  ready: 1,
  forwardFailure: undefined,
  needsTunnel: false,
  scheme: 'http',
  learned: {},
  set: {},
}
const broken = failure('connection-lost', 'The tunnel broke off.')

describe('chooseProfile', () => {
  it.each<[string, Partial<Evidence>, string, RegExp]>([
    ['a tunnel where the user may', {}, 'port-forward', /Nothing is rewritten/],
    ['a tunnel where endpoints are unknown', { ready: null }, 'port-forward', /Nothing is rewritten/],
    [
      'the service proxy without the right',
      { mayForward: false },
      'service-proxy',
      /may not create pods\/portforward in shop/,
    ],
    ['the service proxy when the right is unknown', { mayForward: undefined }, 'service-proxy', /does not tell/],
    ['the service proxy when the Service is unlisted', { listed: false }, 'service-proxy', /not in the list/],
    ['the service proxy when no pod is ready', { ready: 0 }, 'service-proxy', /No pod/],
    ['the service proxy after a tunnel failed', { forwardFailure: broken }, 'service-proxy', /broke off/],
    ['a tunnel for what only tunnels carry', { forwardFailure: broken, needsTunnel: true }, 'port-forward', /Nothing/],
    ['what the user set', { mayForward: false, set: { transport: 'port-forward' } }, 'port-forward', /You chose/],
  ])('chooses %s', (_name, known, transport, reason) => {
    const profile = chooseProfile({ ...evidence, ...known })
    expect(profile.transport).toBe(transport)
    expect(profile.reasons[0]).toMatch(reason)
  })

  it.each<[string, Partial<Evidence>, object, number]>([
    ['the first choices', {}, { host: 'own', scheme: 'http' }, 1],
    ['the scheme that the port suggests', { scheme: 'https' }, { scheme: 'https' }, 1],
    [
      'what was learned',
      { learned: { host: 'localhost', scheme: 'https' } },
      { host: 'localhost', scheme: 'https' },
      3,
    ],
    [
      'what the user set above what was learned',
      { learned: { host: 'localhost', scheme: 'https' }, set: { host: 'own', scheme: 'http' } },
      { host: 'own', scheme: 'http' },
      3,
    ],
  ])('takes %s, and says why where that is not the first choice', (_name, known, chosen, reasons) => {
    const profile = chooseProfile({ ...evidence, ...known })
    expect(profile).toMatchObject(chosen)
    expect(profile.reasons).toHaveLength(reasons)
  })
})
