import { Link2 } from 'lucide-react'
import { failureKinds } from '../../../shared/failure.ts'
import type { TrafficDetails, TrafficRow } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Prose } from '../../ui/prose.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { methodOf } from './filter-traffic.ts'
import { RequestBodies } from './request-bodies.tsx'
import { RequestFacts } from './request-facts.tsx'
import { RequestHeaders } from './request-headers.tsx'
import styles from './request-panel.module.css'
import { RequestTiming } from './request-timing.tsx'
import { copyCurl } from './traffic-actions.ts'
import { focusList, panelId } from './traffic-ids.ts'
import { hideRequest } from './traffic-store.ts'
import { useRequest } from './use-request.ts'

const words = strings.traffic.panel

interface RequestPanelProps {
  id: number
  /** Undefined once the list has it no more. */
  row: TrafficRow | undefined
}

/** All that is known of the selected request, beside the list. It follows the selection. */
export function RequestPanel({ id, row }: RequestPanelProps) {
  const details = useRequest(id, row)
  return (
    <SidePanel
      id={panelId}
      label={words.label}
      wide
      hint={row?.path}
      title={
        row ? (
          <span className={styles['name']}>
            <span className={styles['method']}>{methodOf(row)}</span> {row.path}
          </span>
        ) : (
          words.label
        )
      }
      tools={
        details ? (
          <>
            <IconButton icon={Link2} label={words.copyUrl} onClick={() => void copyText(details.url)} />
            <Button size="small" onClick={() => void copyCurl(id)}>
              {words.curl}
            </Button>
          </>
        ) : null
      }
      content={words.general}
      closeKey="Esc"
      close={() => {
        hideRequest()
        focusList()
      }}
    >
      {details === null || !row ? <Gone /> : null}
      {details && row ? <Known details={details} row={row} /> : null}
    </SidePanel>
  )
}

function Known({ details, row }: { details: TrafficDetails; row: TrafficRow }) {
  const { failure, requestHeaders, responseHeaders } = details
  return (
    <>
      {failure ? (
        <div className={styles['failure']}>
          <p className={styles['failureTitle']}>
            {failureKinds[failure.code].title}
            <code className={styles['code']}>{failure.code}</code>
          </p>
          <p>{failure.message}</p>
          <p className={styles['quiet']}>
            <Prose text={failure.hint} />
          </p>
        </div>
      ) : null}
      <RequestFacts details={details} row={row} />
      <RequestTiming row={row} />
      <RequestBodies details={details} row={row} />
      <RequestHeaders title={words.responseHeaders(responseHeaders.length)} headers={responseHeaders} />
      <RequestHeaders title={words.requestHeaders(requestHeaders.length)} headers={requestHeaders} />
    </>
  )
}

function Gone() {
  return (
    <div className={styles['gone']}>
      <p>{words.gone}</p>
      <p className={styles['quiet']}>{words.goneHint}</p>
    </div>
  )
}
