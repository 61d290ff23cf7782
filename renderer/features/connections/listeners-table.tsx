import { Copy } from 'lucide-react'
import type { Connections } from '../../../shared/connections.ts'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { clusterDot } from '../clusters/cluster-words.ts'
import { copyText } from '../copy-url/copy-actions.ts'
import styles from './connections.module.css'

const words = strings.connections
const columns = ['address', 'serves', 'clients', 'requests', 'tunnels', 'actions'] as const

/** Where Porthole listens, with what is open to the cluster that is served there. */
export function ListenersTable({ connections: { listeners, clusters: open } }: { connections: Connections }) {
  const clusters = useApp(({ state }) => state?.clusters)
  const demo = clusters?.find(({ source }) => source === 'demo')
  const hint = (column: (typeof columns)[number]) =>
    column in words.hints ? words.hints[column as keyof typeof words.hints] : undefined
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={styles[column]} title={hint(column)}>
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
        {listeners.map(({ address, cluster: id, main, clients }) => {
          const cluster = clusters?.find((one) => one.id === id)
          const { open: requests = 0, tunnels = 0 } = open.find((one) => one.cluster === id) ?? {}
          return (
            <tr key={address}>
              <td className={styles['address']}>
                <Dot {...(cluster ? clusterDot(cluster) : { shape: 'full', tone: 'ok' })} />
                {address}
              </td>
              <td className={styles['serves']}>{servedAt(main, cluster)}</td>
              <Count name="clients" of={clients} />
              <Count name="requests" of={requests} />
              <Count name="tunnels" of={tunnels} />
              <td className={styles['actions']}>
                <IconButton
                  icon={Copy}
                  label={words.copy(address)}
                  onClick={() => void copyText(`http://${address}`)}
                />
              </td>
            </tr>
          )
        })}
        {demo ? (
          <tr>
            <td className={styles['address']}>
              <Dot shape="full" tone="ok" />
              {demo.server.replace(/^https?:\/\//, '')}
            </td>
            <td className={styles['serves']}>{words.demo}</td>
            <td className={styles['clients']} />
            <td className={styles['requests']} />
            <td className={styles['tunnels']} />
            <td className={styles['actions']}>
              <IconButton icon={Copy} label={words.copy(demo.server)} onClick={() => void copyText(demo.server)} />
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

function Count({ name, of }: { name: 'clients' | 'requests' | 'tunnels'; of: number }) {
  return <td className={cx(styles[name], of === 0 && styles['faint'])}>{strings.count(of)}</td>
}

function servedAt(main: boolean, cluster: ClusterSummary | undefined): string {
  if (!cluster) return words.mainAlone
  return main ? words.main(cluster.name) : words.classic(cluster.name)
}
