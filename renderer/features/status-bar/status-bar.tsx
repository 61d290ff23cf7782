import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { TrafficRates } from '../../../shared/traffic.ts'
import { useApp } from '../../app/app-store.ts'
import { useNow } from '../../app/clock.ts'
import { strings } from '../../app/strings.ts'
import { activeTab, useShownCluster, useTabs } from '../../app/tabs-store.ts'
import { BarButton } from '../../ui/bar-button.tsx'
import { Dot } from '../../ui/dot.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { clusterDot, longWords } from '../clusters/cluster-words.ts'
import { bytesOf } from '../forwards/byte-words.ts'
import { DownloadsMenu } from '../downloads/downloads-menu.tsx'
import { ForwardsMenu } from '../forwards/forwards-menu.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { UpdateItem } from '../update/update-item.tsx'
import { showKeys } from '../keys/keys-store.ts'
import { tell } from '../notices/notice-store.ts'
import { Toast } from '../notices/toast.tsx'
import { showScreen } from '../tabs/tab-actions.ts'
import { showTraffic } from '../traffic/traffic-store.ts'
import styles from './status-bar.module.css'

/** The listener's address and how the cluster that is looked at stands, in one line. */
export function StatusBar() {
  const address = useApp(({ state }) => state?.address ?? null)
  const covered = useTabs((tabs) => activeTab(tabs) !== undefined)
  const cluster = useShownCluster()
  const now = useNow(cluster?.state.phase === 'degraded' || cluster?.state.phase === 'connecting')
  return (
    <footer data-pane className={styles['bar']} aria-label={strings.status.label}>
      {address === null ? (
        <span className={styles['item']}>
          <Dot shape="busy" tone="faint" />
          {strings.status.starting}
        </span>
      ) : (
        <BarButton
          className={styles['address']}
          title={strings.status.copyAddress}
          onClick={() => void copyText(address)}
        >
          <Dot shape="full" tone="ok" />
          {address}
        </BarButton>
      )}
      <MissedPort />
      {cluster ? (
        <span className={styles['state']} title={`${cluster.name}: ${longWords(cluster, now)}`}>
          <Dot {...clusterDot(cluster)} />
          <span className={styles['words']}>
            <span className={styles['name']}>{cluster.name}</span>{' '}
            <span className={cluster.state.phase === 'connected' && cluster.asks === '' ? styles['spare'] : undefined}>
              {longWords(cluster, now)}
            </span>
          </span>
        </span>
      ) : null}
      <Rates />
      <DownloadsMenu />
      <ForwardsMenu />
      <UpdateItem />
      <span className={styles['space']} />
      {covered ? <Toast low /> : null}
      <BarButton className={styles['traffic']} onClick={() => void showTraffic(null)}>
        {strings.screens.traffic}
      </BarButton>
      <BarButton onClick={showKeys}>
        <span className={styles['spare']}>{strings.status.keys}</span>
        <Kbd keys="?" />
      </BarButton>
    </footer>
  )
}

/** That the port which was wished could not be had: told once, and there for as long as it is so. */
function MissedPort() {
  const missed = useApp(({ state }) => state?.missedPort ?? null)
  const address = useApp(({ state }) => state?.address ?? '')
  const why = missed && strings.status.missedWhy(missed)
  useEffect(() => {
    if (why !== null) tell(strings.status.missedTitle(address), why)
  }, [why, address])
  if (!missed || why === null) return null
  return (
    <BarButton className={styles['missed']} title={why} onClick={() => void showScreen('settings')}>
      <TriangleAlert size={12} strokeWidth={2} aria-hidden />
      {strings.status.missed(missed)}
    </BarButton>
  )
}

/** What passes now; quiet while nothing does. It has a reader's attention only when asked: a number that ticks is no news. */
function Rates() {
  const [rates, setRates] = useState<TrafficRates | null>(null)
  useEffect(() => window.porthole.on('traffic.rates', setRates), [])
  if (!rates) return null
  const { requests, bytes, errors } = rates
  return (
    <span className={styles['rates']} role="group" aria-label={strings.status.traffic}>
      <span>{strings.status.requests(requests)}</span>
      <span>{strings.status.bytes(bytesOf(bytes))}</span>
      {errors > 0 ? (
        <BarButton
          className={styles['errors']}
          title={strings.status.showErrors}
          onClick={() => void showTraffic(null, 'failed')}
        >
          <Dot shape="cross" tone="bad" />
          <span>
            {strings.status.errors(errors)} <span className={styles['spare']}>{strings.status.errorsWhen}</span>
          </span>
        </BarButton>
      ) : (
        <span>{strings.status.errors(errors)}</span>
      )}
    </span>
  )
}
