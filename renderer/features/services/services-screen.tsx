import { useApp } from '../../app/app-store.ts'
import { Connecting } from '../clusters/connecting.tsx'
import { ConnectFailure } from '../clusters/connect-failure.tsx'
import { ChooseCluster } from '../clusters/choose-cluster.tsx'
import { ClusterOff } from '../clusters/cluster-off.tsx'
import { NamespacesBar } from '../clusters/namespaces-bar.tsx'
import { KubeconfigFailure } from '../notices/kubeconfig-failure.tsx'
import { KubeconfigNotice } from '../notices/kubeconfig-notice.tsx'
import { NoClusters } from '../notices/no-clusters.tsx'
import { ClusterHeader } from './cluster-header.tsx'
import { KeysHint } from '../keys/keys-hint.tsx'
import { screenOf } from './screen-of.ts'
import { ServicesPanel } from './services-panel.tsx'
import styles from './services-screen.module.css'

/** The Services, or why there are none to show. Stays mounted under an embedded page, so that it keeps its place. */
export function ServicesScreen({ visible }: { visible: boolean }) {
  const state = useApp((app) => app.state)
  const screen = screenOf(state)
  return (
    <section
      id="panel-services"
      data-pane
      role="tabpanel"
      aria-labelledby="tab-services"
      inert={!visible}
      className={styles['screen']}
      data-visible={visible}
    >
      {state && state.clusters.length > 0 ? <KubeconfigNotice {...state} /> : null}
      {'cluster' in screen ? <ClusterHeader cluster={screen.cluster} /> : null}
      {'cluster' in screen && screen.cluster.namespaces ? (
        <NamespacesBar key={screen.cluster.id} cluster={screen.cluster} namespaces={screen.cluster.namespaces} />
      ) : null}
      {screen.kind === 'kubeconfig-failure' ? <KubeconfigFailure failure={screen.failure} /> : null}
      {screen.kind === 'no-clusters' && state ? <NoClusters kubeconfig={state.kubeconfig} /> : null}
      {screen.kind === 'choose' && state ? <ChooseCluster {...state} /> : null}
      {screen.kind === 'off' ? <ClusterOff cluster={screen.cluster} /> : null}
      {screen.kind === 'connecting' ? <Connecting cluster={screen.cluster} /> : null}
      {screen.kind === 'failed' ? <ConnectFailure {...screen} /> : null}
      {screen.kind === 'list' ? <ServicesPanel cluster={screen.cluster} visible={visible} /> : null}
      {screen.kind === 'list' ? <KeysHint /> : null}
    </section>
  )
}
