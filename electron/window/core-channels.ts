import type { Input, Output } from '../../shared/contract.ts'
import type { CoreChannel } from '../../shared/implementation.ts'
import type { Core, CoreChannels } from './core.ts'
import { drawIcon } from './draw-icon.ts'

/** The core's channels before there is a core: each question waits for it, and fails as it fails. */
export function coreChannels(core: Promise<Core>): CoreChannels {
  const later =
    <C extends CoreChannel>(channel: C) =>
    async (input: Input<C>): Promise<Output<C>> =>
      (await core).channels[channel](input)
  return {
    'app.follow': later('app.follow'),
    'cluster.show': later('cluster.show'),
    'cluster.disconnect': later('cluster.disconnect'),
    'cluster.retry': later('cluster.retry'),
    'demo.open': later('demo.open'),
    'kubeconfig.reload': later('kubeconfig.reload'),
    'services.follow': later('services.follow'),
    'services.snapshot': later('services.snapshot'),
    'services.clusterInfo': later('services.clusterInfo'),
    'service.copyTargets': later('service.copyTargets'),
    'service.details': later('service.details'),
    'service.profile': later('service.profile'),
    'service.setProfile': later('service.setProfile'),
    'access.of': later('access.of'),
    'cluster.setLook': later('cluster.setLook'),
    'cluster.setNamespaces': later('cluster.setNamespaces'),
    'cluster.setMode': later('cluster.setMode'),
    'forward.start': later('forward.start'),
    'forward.stop': later('forward.stop'),
    'connections.state': later('connections.state'),
    'traffic.follow': later('traffic.follow'),
    'traffic.unfollow': later('traffic.unfollow'),
    'traffic.entry': later('traffic.entry'),
    'traffic.curl': later('traffic.curl'),
    'traffic.exportHar': later('traffic.exportHar'),
    'traffic.clear': later('traffic.clear'),
    'traffic.captureBodies': later('traffic.captureBodies'),
    'service.probe': async (ref) => {
      const probe = await (await core).channels['service.probe'](ref)
      return 'favicon' in probe && probe.favicon !== null ? { ...probe, favicon: await drawIcon(probe.favicon) } : probe
    },
  }
}
