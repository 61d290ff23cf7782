import { useMemo } from 'react'
import { trafficServiceOf } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { openTab, showTab } from '../tabs/tab-actions.ts'
import { filterTraffic } from './filter-traffic.ts'
import { RequestPanel } from './request-panel.tsx'
import styles from './traffic.module.css'
import { TrafficHead } from './traffic-head.tsx'
import { TrafficList } from './traffic-list.tsx'
import { narrowTraffic, useTraffic } from './traffic-store.ts'
import { TrafficTools } from './traffic-tools.tsx'
import { useFollowTraffic } from './use-follow-traffic.ts'
import { useTrafficKeys } from './use-traffic-keys.ts'

const words = strings.traffic

/** The requests that pass, of one Service or of all. */
export function Traffic() {
  const { service, rows: live, held, filter, selected, panel } = useTraffic()
  useFollowTraffic(service)
  const rows = held ?? live
  const shown = useMemo(() => filterTraffic(rows ?? [], filter), [rows, filter])
  useTrafficKeys(shown)
  const row = panel ? rows?.find(({ id }) => id === selected) : undefined
  const newer = held && live ? live.length - live.filter(({ id }) => id <= (held.at(-1)?.id ?? 0)).length : 0
  return (
    <>
      <TrafficHead service={service} rows={rows ?? []} paused={held !== null} newer={newer} />
      {rows && rows.length > 0 ? (
        <>
          <TrafficTools filter={filter} rows={rows} shown={shown.length} />
          <div className={styles['body']}>
            {shown.length > 0 ? (
              <TrafficList rows={shown} filter={filter} selected={selected} all={service === null} />
            ) : (
              <Message title={words.emptyFilter}>
                <Button onClick={() => narrowTraffic({ text: '', status: '', method: '' })}>{words.clearFilter}</Button>
              </Message>
            )}
            {panel && selected !== null ? <RequestPanel id={selected} row={row} /> : null}
          </div>
        </>
      ) : rows ? (
        <Nothing service={service} />
      ) : null}
    </>
  )
}

/** Says what will be here, and where it comes from. */
function Nothing({ service }: { service: string | null }) {
  const target = service === null ? undefined : trafficServiceOf(service)
  return (
    <Message title={target ? words.emptyOf(target.name) : words.empty} hint={words.emptyHint}>
      {target ? (
        <Button look="primary" onClick={() => void openTab({ ...target, port: '' })}>
          {words.openService(target.name)}
        </Button>
      ) : null}
      <Button look={target ? 'plain' : 'primary'} onClick={() => void showTab(null)}>
        {words.showServices}
      </Button>
    </Message>
  )
}
