import { Palette } from 'lucide-react'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { useApp } from '../../app/app-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ClusterBar, ProductionMark } from '../clusters/cluster-mark.tsx'
import { editLook } from '../clusters/look-store.ts'
import styles from './cluster-settings.module.css'
import { SettingGroup } from './setting-row.tsx'
import { forgetPorts } from './settings-actions.ts'
import page from './settings-page.module.css'

const words = strings.settings.clusters

interface ClusterSettingsProps {
  readOnlyForAll: boolean
  /** Of how many ports something is remembered, by the cluster's id. */
  remembered: Readonly<Record<string, number>>
}

/** The clusters that are set up in some way, or connected; of thousands of others there is nothing to say. */
export function ClusterSettings({ readOnlyForAll, remembered }: ClusterSettingsProps) {
  const clusters = useApp(({ state }) => state?.clusters)
  const portsOf = (id: string): number => (Object.hasOwn(remembered, id) ? (remembered[id] ?? 0) : 0)
  const shown = (clusters ?? []).filter(
    (one) =>
      one.state.phase === 'connected' ||
      one.state.phase === 'degraded' ||
      one.color !== null ||
      one.name !== one.context ||
      one.mode.wholeApi ||
      (one.mode.readOnly && !readOnlyForAll) ||
      portsOf(one.id) > 0,
  )
  return (
    <SettingGroup heading={words.heading}>
      {shown.length === 0 ? <p className={page['empty']}>{words.none}</p> : null}
      {shown.map((cluster) => (
        <ClusterRow key={cluster.id} cluster={cluster} readOnlyForAll={readOnlyForAll} ports={portsOf(cluster.id)} />
      ))}
    </SettingGroup>
  )
}

interface ClusterRowProps {
  cluster: ClusterSummary
  readOnlyForAll: boolean
  ports: number
}

function ClusterRow({ cluster, readOnlyForAll, ports }: ClusterRowProps) {
  const { id, name, context, mode } = cluster
  const setMode = (change: Partial<typeof mode>) =>
    void run('cluster.setMode', { cluster: id, mode: { ...mode, ...change } })
  return (
    <div className={styles['cluster']}>
      <ClusterBar cluster={cluster} />
      <div className={styles['words']}>
        <p className={styles['name']}>
          <span className={styles['text']} title={context}>
            {name}
          </span>
          <ProductionMark cluster={cluster} />
          <IconButton icon={Palette} label={words.look(name)} onClick={() => editLook(id)} />
        </p>
        {ports === 0 ? null : (
          <p className={styles['ports']} title={words.rememberedHint}>
            {words.remembered(ports)}
            <Button
              size="small"
              look="link"
              aria-label={words.forgetOf(name)}
              onClick={() => void forgetPorts(id, name)}
            >
              {words.forget}
            </Button>
          </p>
        )}
      </div>
      <label className={styles['switch']} title={readOnlyForAll ? words.readOnlyForAll : undefined}>
        {words.readOnly}
        <Switch
          aria-label={words.readOnlyOf(name)}
          checked={mode.readOnly}
          disabled={readOnlyForAll}
          onChange={(readOnly) => setMode({ readOnly })}
        />
      </label>
      <label className={styles['switch']}>
        {words.wholeApi}
        <Switch
          aria-label={words.wholeApiOf(name)}
          checked={mode.wholeApi}
          onChange={(wholeApi) => setMode({ wholeApi })}
        />
      </label>
    </div>
  )
}
