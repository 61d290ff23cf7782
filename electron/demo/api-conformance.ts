import { describe } from 'vitest'
import type { ConformanceCluster } from './conformance/cluster.ts'
import { describeApi } from './conformance/describe-api.ts'
import { describePortForward } from './conformance/describe-port-forward.ts'
import { describeProxy, useProxiedServices } from './conformance/describe-proxy.ts'
import { describeRewriting } from './conformance/describe-rewriting.ts'
import { describeStreams } from './conformance/describe-streams.ts'
import { describeWatch } from './conformance/describe-watch.ts'
import { useSuite } from './conformance/suite.ts'

/**
 * What Porthole relies on in a Kubernetes API server, as tests: they hold for a real one (1.37) and for the demo
 * cluster alike. Where they disagree, the real one is right. `portForward: false` is for one without a kubelet.
 */
export function describeApiConformance(
  name: string,
  connect: () => Promise<ConformanceCluster>,
  options: { readonly portForward?: boolean } = {},
): void {
  describe(`API conformance: ${name}`, () => {
    const suite = useSuite(connect)
    useProxiedServices(suite)
    describeApi(suite)
    describeProxy(suite)
    describeRewriting(suite)
    describeStreams(suite)
    if (options.portForward !== false) describePortForward(suite)
    describeWatch(suite)
  })
}
