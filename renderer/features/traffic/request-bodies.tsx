import { Copy } from 'lucide-react'
import { type TrafficBody, type TrafficDetails, type TrafficRow, trafficServiceOf } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { MonoBlock } from '../../ui/mono-block.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { bytesOf } from '../forwards/byte-words.ts'
import { prettyBody } from './pretty-body.ts'
import styles from './request-panel.module.css'
import { RequestPart } from './request-part.tsx'
import { keepBodies } from './traffic-actions.ts'
import { useTraffic } from './traffic-store.ts'

const words = strings.traffic.panel

/** What was sent and what came back, where somebody asked for it to be kept; else how to. */
export function RequestBodies({ details, row }: { details: TrafficDetails; row: TrafficRow }) {
  const { service, requestBody, responseBody } = details
  const on = useTraffic(({ sources }) => sources.some(({ key, bodies }) => key === service && bodies))
  if (requestBody || responseBody) {
    return (
      <>
        <Body title={words.responseBody} body={responseBody} />
        <Body title={words.requestBody} body={requestBody} />
      </>
    )
  }
  if (row.websocket) return null
  const { name } = trafficServiceOf(service)
  return (
    <RequestPart title={words.bodies}>
      <p className={styles['quiet']}>{on ? words.notKeptHere : words.notKept}</p>
      {on ? null : (
        <p className={styles['offer']}>
          <Button size="small" title={words.keepHint} onClick={() => void keepBodies(service, true)}>
            {words.keep(name)}
          </Button>
        </p>
      )}
    </RequestPart>
  )
}

function Body({ title, body }: { title: string; body: TrafficBody | null }) {
  if (!body) return null
  const { size, cut, shown } = body
  const amount = words.size(bytesOf(size), cut)
  return (
    <RequestPart title={title}>
      {shown.as === 'text' ? (
        <>
          <div className={styles['bodyHead']}>
            <span className={styles['quiet']}>{amount}</span>
            <IconButton
              icon={Copy}
              label={words.copyBody}
              onClick={() => void copyText(shown.text, words.bodyCopied)}
            />
          </div>
          <MonoBlock>{prettyBody(shown.text, cut)}</MonoBlock>
        </>
      ) : null}
      {shown.as === 'hex' ? (
        <>
          <p className={styles['quiet']}>{words.binary(amount)}</p>
          <MonoBlock>{shown.text}</MonoBlock>
        </>
      ) : null}
      {shown.as === 'encoded' ? <p className={styles['quiet']}>{words.encoded(shown.encoding)}</p> : null}
      {shown.as === 'dropped' ? <p className={styles['quiet']}>{`${bytesOf(size)}. ${words.dropped}`}</p> : null}
    </RequestPart>
  )
}
