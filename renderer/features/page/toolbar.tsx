import { Activity, ArrowLeft, ArrowRight, ExternalLink, RotateCw, ShieldCheck, SquareTerminal, X } from 'lucide-react'
import type { Input } from '../../../shared/contract.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { trafficKey } from '../../../shared/traffic.ts'
import { isMac } from '../../app/bridge.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { keysFor } from '../../ui/key-names.ts'
import { dashboardOf } from '../desk/desk-actions.ts'
import { ReachMenu } from '../reach/reach-menu.tsx'
import { showTraffic } from '../traffic/traffic-store.ts'
import { AddressField } from './address-field.tsx'
import { CopyPageMenu } from './copy-page-menu.tsx'
import styles from './toolbar.module.css'

/** What can be done with the page below. Its tooltips open upwards: the page covers everything under the bar. */
export function Toolbar({ tab, active }: { tab: Tab; active: boolean }) {
  const { id, loading, canGoBack, canGoForward, zoom, decided } = tab
  const words = strings.page
  const act = (action: Input<'tabs.act'>['action']) => () => void run('tabs.act', { tab: id, action })
  const mac = isMac()
  return (
    <div data-pane role="toolbar" aria-label={words.toolbar} className={styles['bar']}>
      <IconButton
        side="top"
        icon={ArrowLeft}
        label={words.back}
        keys={keysFor('Alt ←', mac)}
        disabled={!canGoBack}
        onClick={act('back')}
      />
      <IconButton
        side="top"
        icon={ArrowRight}
        label={words.forward}
        keys={keysFor('Alt →', mac)}
        disabled={!canGoForward}
        onClick={act('forward')}
      />
      {loading ? (
        <IconButton side="top" icon={X} label={words.stop} onClick={act('stop')} />
      ) : (
        <IconButton
          side="top"
          icon={RotateCw}
          label={words.reload}
          keys={keysFor('Mod R', mac)}
          onClick={act('reload')}
        />
      )}
      <AddressField key={id} tab={tab} active={active} />
      {zoom === 100 ? null : (
        <button type="button" className={styles['zoom']} title={words.zoomReset} onClick={act('zoom-reset')}>
          {words.zoom(zoom)}
        </button>
      )}
      {decided ? (
        <IconButton side="top" icon={ShieldCheck} label={words.forget} onClick={act('forget-permissions')} />
      ) : null}
      <ReachMenu key={`reach ${id}`} tab={tab} />
      <IconButton
        side="top"
        icon={Activity}
        label={strings.traffic.of(tab.service)}
        className={styles['spare']}
        onClick={() => void showTraffic(trafficKey(dashboardOf(tab)))}
      />
      <CopyPageMenu key={`copy ${id}`} tab={tab} className={styles['spare']} />
      <IconButton side="top" icon={ExternalLink} label={words.browser} onClick={act('system-browser')} />
      <IconButton
        side="top"
        icon={SquareTerminal}
        label={words.devtools}
        keys="F12"
        className={styles['spare']}
        onClick={act('devtools')}
      />
      {loading ? <div role="progressbar" aria-label={words.loading} className={styles['loading']} /> : null}
    </div>
  )
}
