import { ArrowRightToLine, Copy } from 'lucide-react'
import { portId, isOpenable, type ServicePort, type ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { copyProxyUrl } from '../copy-url/copy-actions.ts'
import { copyForwarded, forwardPort } from '../forwards/forward-actions.ts'
import { useKnownProbe } from '../probe/probe-store.ts'
import { protocolOf } from '../services/port-words.ts'
import { hasNoPage, openService, refOf } from '../services/service-actions.ts'
import styles from './details-panel.module.css'

/** A port with what can be done with it: opened, forwarded, its URL copied; one without pages is forwarded alone. */
export function DetailsPort({ cluster, row, port }: { cluster: string; row: ServiceRow; port: ServicePort }) {
  const forwards = hasNoPage(row, port, useKnownProbe(cluster, row, port))
  const ref = refOf(cluster, row, port)
  const words = strings.details
  return (
    <li className={styles['port']}>
      <span className={styles['mono']}>{port.port}</span>
      <span className={styles['portName']}>
        {port.name} <span className={styles['quiet']}>{protocolOf(port)}</span>
      </span>
      {isOpenable(row, port) ? (
        <>
          {forwards ? (
            <Button size="small" onClick={() => void forwardPort(ref, port)}>
              {strings.forwards.start}
            </Button>
          ) : (
            <>
              <Button size="small" onClick={() => void openService(cluster, row, port)}>
                {strings.list.open}
              </Button>
              <IconButton
                icon={ArrowRightToLine}
                label={words.forward(portId(port))}
                onClick={() => void forwardPort(ref, port)}
              />
            </>
          )}
          <IconButton
            icon={Copy}
            label={(forwards ? words.copyAddress : words.copyPort)(portId(port))}
            onClick={() => void (forwards ? copyForwarded(ref, port) : copyProxyUrl(ref))}
          />
        </>
      ) : null}
    </li>
  )
}
