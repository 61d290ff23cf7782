import type { TrafficDetails } from '../../../shared/traffic.ts'
import { redacted } from '../../../shared/secrets.ts'
import { strings } from '../../app/strings.ts'
import styles from './request-panel.module.css'
import { RequestPart } from './request-part.tsx'

const words = strings.traffic.panel

/** Headers in their order. What stands where a secret stood says so. */
export function RequestHeaders({ title, headers }: { title: string; headers: TrafficDetails['requestHeaders'] }) {
  return (
    <RequestPart title={title}>
      {headers.length === 0 ? <p className={styles['quiet']}>{words.noHeaders}</p> : null}
      <dl className={styles['headers']}>
        {headers.map(({ name, value }, at) => (
          <div key={`${at} ${name}`} className={styles['header']}>
            <dt className={styles['headerName']}>{name}</dt>
            <dd className={styles['headerValue']}>
              <Value text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </RequestPart>
  )
}

function Value({ text }: { text: string }) {
  return text.split(redacted).map((part, at) => (
    <span key={at}>
      {at === 0 ? null : (
        <span className={styles['redacted']} title={words.redacted}>
          {redacted}
        </span>
      )}
      {part}
    </span>
  ))
}
