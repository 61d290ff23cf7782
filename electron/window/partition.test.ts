import { describe, expect, it } from 'vitest'
import { browserUserAgent, partitionName } from './partition.ts'

const web = { cluster: 'prod', namespace: 'default', service: 'web' }

describe('partitionName', () => {
  it('is stable: another name would lose what people are signed in to', () => {
    expect(partitionName(web)).toBe('persist:svc-ef5212854c6d6366d36814a42c7e1c36')
  })

  it.each([
    { ...web, service: 'api' },
    { ...web, namespace: 'kube-system' },
    { ...web, cluster: 'demo' },
    // The same letters cut elsewhere.
    { cluster: 'prod', namespace: 'defaultw', service: 'eb' },
  ])('differs for %o', (other) => {
    expect(partitionName(other)).not.toBe(partitionName(web))
  })
})

it.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) porthole/0.1.0 Chrome/130.0.6723.137 Electron/33.2.1 Safari/537.36',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.6723.137 Safari/537.36',
  ],
])('browserUserAgent', (full, expected) => {
  expect(browserUserAgent(full)).toBe(expected)
})
