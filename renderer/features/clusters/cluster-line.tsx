import { Ellipsis } from 'lucide-react'
import { memo, useState } from 'react'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { run } from '../../app/run.ts'
import { useNow } from '../../app/clock.ts'
import { strings } from '../../app/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import { SideLine } from '../../ui/side-line.tsx'
import line from '../../ui/side-line.module.css'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Menu, MenuContent, MenuItem, MenuLabel, MenuLine, MenuSwitch, MenuTrigger } from '../../ui/menu.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { useSettings } from '../settings/settings-store.ts'
import { disconnectCluster, retryCluster, setReadOnly, showCluster, showContext } from './cluster-actions.ts'
import { ClusterBar, ProductionMark } from './cluster-mark.tsx'
import { editLook } from './look-store.ts'
import styles from './cluster-line.module.css'
import { clusterDot, retryAtOf, shortWords } from './cluster-words.ts'

interface ClusterLineProps {
  cluster: ClusterSummary
  /** What stands for it in the narrow rail. */
  letters: string
  /** Its Services are those of the list. */
  active: boolean
  /** The list is on show, and not a page or a screen. */
  shown: boolean
  top: number
}

/** A cluster of the sidebar: its state, its name, and what can be done with it. A click shows it. Drawn anew with its own cluster alone. */
export const ClusterLine = memo(function ClusterLine({ cluster, letters, active, shown, top }: ClusterLineProps) {
  const { id, context, contexts, name, state, source, mode } = cluster
  const [menu, setMenu] = useState(false)
  const now = useNow(retryAtOf(state) !== undefined)
  const words = shortWords(cluster, now)
  const others = contexts.length - 1
  const names = [...(name === context ? [] : [name]), ...contexts.map((one) => one.context)].join(', ')
  const title =
    state.phase === 'connected' && cluster.asks === '' && cluster.services !== null
      ? strings.services(cluster.services)
      : words
  return (
    <SideLine
      icon={
        <>
          <span className={styles['letters']} aria-hidden>
            {letters}
          </span>
          <span className={cx(line['corner'], styles['state'])}>
            <Dot {...clusterDot(cluster)} />
          </span>
        </>
      }
      name={name}
      active={shown}
      current={active}
      top={top}
      menu={
        <>
          <ClusterBar cluster={cluster} />
          <Menu open={menu} onOpenChange={setMenu}>
            <MenuTrigger asChild>
              <button type="button" className={line['more']} aria-label={strings.clusters.actions(name)}>
                <Ellipsis size={14} aria-hidden />
              </button>
            </MenuTrigger>
            <MenuContent align="end" label={strings.clusters.actions(name)}>
              <ClusterMenuItems cluster={cluster} />
            </MenuContent>
          </Menu>
        </>
      }
      menuOpen={menu}
      onMenu={() => setMenu(true)}
      aria-current={shown ? 'page' : active ? 'true' : undefined}
      title={`${names}: ${title}`}
      onClick={() => void showCluster(id)}
    >
      <span className={styles['marks']}>
        {others === 0 ? null : (
          <span>
            <span aria-hidden>{strings.contexts.more(others)}</span>
            <VisuallyHidden>{strings.contexts.moreNames(others)}</VisuallyHidden>
          </span>
        )}
        <ProductionMark cluster={cluster} short />
        {mode.readOnly ? <Badge>{strings.clusters.readOnly}</Badge> : null}
        {source === 'demo' && context !== strings.clusters.demo ? <Badge>{strings.clusters.demo}</Badge> : null}
      </span>
      {state.phase === 'connecting' && !state.failure ? (
        // The name needs its room; who sees it turn has no need of the word.
        <VisuallyHidden>{words}</VisuallyHidden>
      ) : (
        <span className={line['end']}>{words}</span>
      )}
    </SideLine>
  )
})

function ClusterMenuItems({ cluster }: { cluster: ClusterSummary }) {
  const { id, contexts, state, server, mode } = cluster
  const allReadOnly = useSettings(({ state: settings }) => settings?.preferences.readOnly === true)
  const off = state.phase === 'idle' || state.phase === 'disconnected'
  return (
    <>
      {off ? <MenuItem onSelect={() => void showCluster(id)}>{strings.clusters.connect}</MenuItem> : null}
      {retryAtOf(state) === undefined ? null : (
        <MenuItem onSelect={() => void retryCluster(id)}>{strings.clusters.tryNow}</MenuItem>
      )}
      {server === '' ? null : <MenuItem onSelect={() => void copyText(server)}>{strings.clusters.copyServer}</MenuItem>}
      <MenuItem onSelect={() => editLook(id)}>{strings.look.edit}</MenuItem>
      <MenuLine />
      {contexts.length === 1 ? null : (
        <>
          <MenuLabel>{strings.contexts.heading}</MenuLabel>
          {contexts.map(({ context, namespace }) => (
            <MenuItem
              key={context}
              detail={strings.contexts.namespace(namespace)}
              onSelect={() => void showContext(id, namespace)}
            >
              {context}
            </MenuItem>
          ))}
          <MenuLine />
        </>
      )}
      <MenuSwitch
        checked={mode.readOnly}
        disabled={allReadOnly}
        detail={allReadOnly ? strings.settings.clusters.readOnlyForAll : strings.clusters.readOnlyHint}
        onChange={(readOnly) => void setReadOnly(cluster, readOnly)}
      >
        {strings.clusters.readOnly}
      </MenuSwitch>
      <MenuSwitch
        checked={mode.wholeApi}
        detail={strings.clusters.wholeApiHint}
        onChange={(wholeApi) => void run('cluster.setMode', { cluster: id, mode: { ...mode, wholeApi } })}
      >
        {strings.clusters.wholeApi}
      </MenuSwitch>
      {off ? null : (
        <>
          <MenuLine />
          <MenuItem onSelect={() => void disconnectCluster(id)}>{strings.clusters.disconnect}</MenuItem>
        </>
      )}
    </>
  )
}
