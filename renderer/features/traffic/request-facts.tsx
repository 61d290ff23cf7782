import type { ReactNode } from 'react'
import { type TrafficDetails, type TrafficRow, trafficServiceOf } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { bytesOf } from '../forwards/byte-words.ts'
import styles from './request-panel.module.css'
import { RequestPart } from './request-part.tsx'
import { momentOf, statusWords, toneOf } from './traffic-words.ts'

const words = strings.traffic.panel

/** What was asked of whom, and how it ended. */
export function RequestFacts({ details, row }: { details: TrafficDetails; row: TrafficRow }) {
  const { url, transport, service } = details
  const { status, type, started, bytesIn, bytesOut } = row
  const { cluster, namespace, name } = trafficServiceOf(service)
  return (
    <RequestPart title={words.general}>
      <dl className={styles['facts']}>
        <Fact name={words.url} mono>
          {url}
        </Fact>
        <Fact name={words.status} className={styles[toneOf(row)]}>
          {status === null ? statusWords(row) : strings.traffic.code(status)}
        </Fact>
        <Fact name={words.service}>
          {name} <span className={styles['quiet']}>{`${namespace} · ${cluster}`}</span>
        </Fact>
        {transport ? <Fact name={words.reached}>{strings.reach[transport]}</Fact> : null}
        <Fact name={words.started}>{momentOf(started)}</Fact>
        {type === '' ? null : <Fact name={words.type}>{type}</Fact>}
        {bytesIn === 0 ? null : <Fact name={words.sent}>{bytesOf(bytesIn)}</Fact>}
        <Fact name={words.received}>{bytesOf(bytesOut)}</Fact>
      </dl>
    </RequestPart>
  )
}

interface FactProps {
  name: string
  mono?: boolean
  className?: string | undefined
  children: ReactNode
}

function Fact({ name, mono = false, className, children }: FactProps) {
  return (
    <>
      <dt className={styles['key']}>{name}</dt>
      <dd className={cx(styles['value'], mono && styles['mono'], className)}>{children}</dd>
    </>
  )
}
