import { CircleStop, Copy } from 'lucide-react'
import type { TcpForwardState } from '../../../shared/tcp-forward.ts'
import { useNow } from '../../app/clock.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { timeOf } from '../../app/time.ts'
import { Dot } from '../../ui/dot.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { bytesOf } from '../forwards/byte-words.ts'
import { announce } from '../notices/notice-store.ts'
import styles from './connections.module.css'
import { type ForwardSample, rateOf } from './forward-rates.ts'
import { targetId } from './forward-target.tsx'

const words = strings.connections
const columns = ['address', 'service', 'open', 'received', 'sent', 'started', 'actions'] as const

interface ForwardsTableProps {
  forwards: readonly TcpForwardState[]
  samples: readonly ForwardSample[]
}

/** The forwarded ports as they are now. */
export function ForwardsTable({ forwards, samples }: ForwardsTableProps) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className={styles[column]}
              title={column in words.hints ? words.hints[column as keyof typeof words.hints] : undefined}
            >
              {column === 'actions' ? (
                <span className={styles['hidden']}>{words.columns.actions}</span>
              ) : (
                words.columns[column]
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {forwards.map((forward) => (
          <Forward key={forward.id} forward={forward} samples={samples} />
        ))}
      </tbody>
    </table>
  )
}

async function stop(id: number, address: string): Promise<void> {
  if (!(await run('forward.stop', { id }))) return
  announce(words.stopped(address))
  // The button that had the focus has gone with its row.
  document.getElementById(targetId)?.focus()
}

function Forward({ forward, samples }: { forward: TcpForwardState; samples: readonly ForwardSample[] }) {
  const { id, cluster, namespace, service, port, localPort, started, open, total, bytesIn, bytesOut, failure } = forward
  const now = useNow(false)
  const rate = rateOf(samples, id)
  const address = `127.0.0.1:${localPort}`
  return (
    <tr>
      <td className={styles['address']}>
        <Dot
          {...(failure === null ? { shape: open > 0 ? 'full' : 'ring', tone: 'ok' } : { shape: 'cross', tone: 'bad' })}
        />
        {address}
      </td>
      <td className={styles['service']}>
        <span className={styles['name']}>
          {service} <span className={styles['mono']}>{port}</span>
        </span>
        <span className={failure === null ? styles['quiet'] : styles['bad']} title={failure ?? undefined}>
          {failure ?? `${namespace} · ${cluster}`}
        </span>
      </td>
      <td className={styles['open']}>
        <Uses open={open} total={total} />
      </td>
      <td className={styles['received']}>
        <Amount rate={rate.in} bytes={bytesIn} />
      </td>
      <td className={styles['sent']}>
        <Amount rate={rate.out} bytes={bytesOut} />
      </td>
      <td className={styles['started']}>{timeOf(started, now)}</td>
      <td className={styles['actions']}>
        <span>
          <IconButton icon={Copy} label={words.copy(address)} onClick={() => void copyText(address)} />
          <IconButton icon={CircleStop} label={words.stop(address)} onClick={() => void stop(id, address)} />
        </span>
      </td>
    </tr>
  )
}

/** A forward that nobody has used is no fault, and says so. */
function Uses({ open, total }: { open: number; total: number }) {
  if (total === 0) return <span className={styles['faint']}>{words.unused}</span>
  return (
    <>
      <span className={open > 0 ? styles['name'] : styles['faint']}>{words.open(open)}</span>
      <span className={styles['quiet']}>{words.total(total)}</span>
    </>
  )
}

function Amount({ rate, bytes }: { rate: number; bytes: number }) {
  return (
    <>
      <span className={rate >= 0.5 ? styles['name'] : styles['faint']}>{words.rate(bytesOf(rate))}</span>
      <span className={styles['quiet']}>{bytesOf(bytes)}</span>
    </>
  )
}
