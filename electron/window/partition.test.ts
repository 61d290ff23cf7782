import { describe, expect, it } from 'vitest'
import { partitionName } from './partition.ts'

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
