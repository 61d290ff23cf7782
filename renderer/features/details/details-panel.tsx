import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ServiceDetails } from '../../../shared/service-details.ts'
import { preferredPort, type ServiceRow } from '../../../shared/service.ts'
import { trafficKey } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { CutMiddle } from '../../ui/cut-middle.tsx'
import { Dot } from '../../ui/dot.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { MonoBlock } from '../../ui/mono-block.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { useCopies } from '../copy-url/use-copies.ts'
import { focusGrid } from '../services/grid-focus.ts'
import { HealthDot, healthWords } from '../services/health-dot.tsx'
import { orderedPorts, shownName } from '../services/port-words.ts'
import { narrow } from '../services/view-store.ts'
import { showTraffic } from '../traffic/traffic-store.ts'
import styles from './details-panel.module.css'
import { DetailsPort } from './details-port.tsx'
import { hideDetails } from './details-store.ts'
import { useServiceDetails } from './use-details.ts'

const words = strings.details

/** Everything about the selected Service, beside the list. It follows the selection. */
export function DetailsPanel({ cluster, row }: { cluster: string; row: ServiceRow }) {
  const { details, failure, profile, urls } = useServiceDetails(cluster, row)
  const copies = useCopies(cluster, row, preferredPort(row), urls ?? [])
  const name = shownName(row)
  const close = () => {
    hideDetails()
    focusGrid()
  }
  return (
    <SidePanel
      label={words.label(name)}
      title={name}
      hint={name}
      mark={
        <span className={styles['health']}>
          <HealthDot row={row} />
        </span>
      }
      content={words.label(name)}
      closeKey="I"
      close={close}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <p className={styles['summary']}>
        {row.namespace} · {row.type} · {healthWords(row)}
      </p>
      {failure ? <p className={styles['failure']}>{failure.message}</p> : null}
      <Ports cluster={cluster} row={row} />
      <Part title={words.urls}>
        <ul className={styles['list']}>
          {copies.map(({ label, value, copy }) => (
            <li key={label} className={styles['url']}>
              <span className={styles['key']}>{label}</span>
              <CutMiddle keep={20} title={value}>
                {value}
              </CutMiddle>
              <IconButton icon={Copy} label={words.copy(label)} onClick={() => void copy()} />
            </li>
          ))}
        </ul>
      </Part>
      {profile ? (
        <Part title={words.reach}>
          <p>{strings.reach[profile.transport]}</p>
          {profile.reasons.map((reason) => (
            <p key={reason} className={styles['quiet']}>
              {reason}
            </p>
          ))}
        </Part>
      ) : null}
      {details ? <Answered details={details} row={row} service={trafficKey({ ...row, cluster })} /> : null}
    </SidePanel>
  )
}

function Ports({ cluster, row }: { cluster: string; row: ServiceRow }) {
  return (
    <Part title={words.ports}>
      <ul className={styles['list']}>
        {orderedPorts(row).map((port) => (
          <DetailsPort key={`${port.name} ${port.port} ${port.protocol}`} cluster={cluster} row={row} port={port} />
        ))}
      </ul>
    </Part>
  )
}

function Answered({ details, row, service }: { details: ServiceDetails; row: ServiceRow; service: string }) {
  const { endpoints, labels, selector, access, requests, yaml } = details
  return (
    <>
      <Part title={words.endpoints(endpoints?.length ?? 0)}>
        {endpoints === null ? <p className={styles['quiet']}>{words.endpointsHidden}</p> : null}
        {endpoints?.length === 0 ? <p className={styles['quiet']}>{strings.health.none}</p> : null}
        <ul className={styles['list']}>
          {endpoints?.map(({ address, ready, pod, node }) => (
            <li key={`${address} ${pod}`} className={styles['endpoint']} title={node}>
              <Dot
                {...(ready ? { shape: 'full', tone: 'ok' } : { shape: 'ring', tone: 'bad' })}
                label={ready ? words.ready : words.notReady}
              />
              <span className={styles['pod']}>{pod === '' ? address : pod}</span>
              {pod === '' ? null : <span className={styles['address']}>{address}</span>}
            </li>
          ))}
        </ul>
      </Part>
      <Pairs title={words.selector} pairs={selector} />
      <Pairs title={words.labels} pairs={labels} found={row.labels.split(' ')} />
      <Part title={words.access}>
        <Access allowed={access.portForward} what={words.mayForward} />
        <Access allowed={access.serviceProxy} what={words.mayProxy} />
      </Part>
      {requests.length === 0 ? null : (
        <Part
          title={words.requests}
          action={
            <Button size="small" look="link" onClick={() => void showTraffic(service)}>
              {words.allRequests}
            </Button>
          }
        >
          <ul className={styles['list']}>
            {requests.map(({ id, method, path, status, totalMs, failure }) => (
              <li key={id} className={styles['request']}>
                <span className={failure === null && (status ?? 0) < 400 ? styles['quiet'] : styles['bad']}>
                  {status ?? '…'}
                </span>
                <span className={styles['mono']} title={path}>
                  {method} {path}
                </span>
                <span className={styles['quiet']}>{totalMs === null ? '' : words.ms(totalMs)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="YAML" action={<CopyButton label={words.copy('YAML')} text={yaml} shown="YAML" />}>
        <MonoBlock>{yaml}</MonoBlock>
      </Part>
    </>
  )
}

function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles['part']}>
      <div className={styles['partHead']}>
        <h3 className={styles['title']}>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  )
}

interface PairsProps {
  title: string
  pairs: Record<string, string>
  /** Those that search knows; what Helm says of itself is not among them. */
  found?: readonly string[]
}

function Pairs({ title, pairs, found = [] }: PairsProps) {
  const all = Object.entries(pairs)
  if (all.length === 0) return null
  return (
    <Part title={title}>
      <ul className={styles['pairs']}>
        {all.map(([key, value]) => (
          <li key={key}>
            {found.includes(`${key}=${value}`) ? (
              <button
                type="button"
                className={styles['pair']}
                title={words.find}
                onClick={() => narrow({ query: `${key}=${value}` })}
              >
                {key}={value}
              </button>
            ) : (
              <span className={styles['pair']}>
                {key}={value}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Access({ allowed, what }: { allowed: boolean | null; what: string }) {
  return (
    <p className={styles['access']}>
      <span>{what}</span>
      <span className={allowed === false ? styles['bad'] : styles['quiet']}>
        {allowed === null ? words.unknown : allowed ? words.yes : words.no}
      </span>
    </p>
  )
}

function CopyButton({ label, text, shown }: { label: string; text: string; shown?: string }) {
  return <IconButton icon={Copy} label={label} onClick={() => void copyText(text, shown)} />
}
