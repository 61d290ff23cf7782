import { Check, ShieldCheck, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useEffect } from 'react'
import { proxyVerbs } from '../../../shared/access.ts'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { useOverlay } from '../../ui/overlays.ts'
import { useView } from '../services/view-store.ts'
import { askAccess, useAccess } from './access-store.ts'
import styles from './rights-popover.module.css'

/** More namespaces are not asked for at once. */
const most = 12

/** What the user of a cluster may do: in all namespaces, in the one on show, or in each that is listed by itself. */
export function RightsPopover({ cluster: { id, namespaces } }: { cluster: ClusterSummary }) {
  const overlay = useOverlay()
  const chosen = useView(({ filter }) => filter.namespace)
  const listed = namespaces?.map(({ namespace }) => namespace) ?? []
  const scopes = [...new Set(['', ...(chosen === '' ? listed : [chosen])])].slice(0, most)
  const words = strings.access
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button size="small" look="link">
          <ShieldCheck size={14} strokeWidth={1.75} aria-hidden />
          {words.button}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          ref={overlay}
          className={styles['popover']}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={words.button}
        >
          <table className={styles['table']}>
            <thead>
              <tr>
                <th rowSpan={2} scope="col">
                  {words.columns.namespace}
                </th>
                <th rowSpan={2} scope="col">
                  {words.columns.list}
                </th>
                <th colSpan={proxyVerbs.length} scope="colgroup" className={styles['group']}>
                  {words.columns.proxy}
                </th>
                <th rowSpan={2} scope="col">
                  {words.columns.forward}
                </th>
              </tr>
              <tr>
                {proxyVerbs.map((verb) => (
                  <th key={verb} scope="col">
                    {verb}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {scopes.map((scope) => (
                <Scope key={scope} cluster={id} namespace={scope} />
              ))}
            </tbody>
          </table>
          <p className={styles['hint']}>{words.hint}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Scope({ cluster, namespace }: { cluster: string; namespace: string }) {
  const access = useAccess(cluster, namespace)
  useEffect(() => void askAccess(cluster, namespace), [cluster, namespace])
  const rights = access
    ? ([
        ['list', access.list],
        ...proxyVerbs.map((verb) => [verb, access.proxy[verb]] as const),
        ['forward', access.forward],
      ] as const)
    : []
  return (
    <tr>
      <th scope="row">{namespace === '' ? strings.list.allNamespaces : namespace}</th>
      {access ? (
        rights.map(([name, right]) => (
          <td key={name}>
            <Right allowed={right} />
          </td>
        ))
      ) : (
        <td colSpan={proxyVerbs.length + 2}>{strings.access.asking}</td>
      )}
    </tr>
  )
}

function Right({ allowed }: { allowed: boolean | null }) {
  const { yes, no, unknown } = strings.access
  if (allowed === null) return <span title={unknown}>?</span>
  const [Icon, name, look] = allowed ? ([Check, yes, 'yes'] as const) : ([X, no, 'no'] as const)
  return (
    <span role="img" aria-label={name} title={name} className={styles[look]}>
      <Icon size={14} strokeWidth={2} aria-hidden />
    </span>
  )
}
