import { useEffect, useState } from 'react'
import { clusterOf } from '../../../shared/cluster-of.ts'
import { ownProtocol } from '../../../shared/own-protocols.ts'
import { preferredPort, portId } from '../../../shared/service.ts'
import type { ServiceDetails } from '../../../shared/service-details.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { useApp } from '../../app/app-store.ts'
import { ask } from '../../app/bridge.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { forgetEverywhere, isOfDemo } from '../desk/desk-actions.ts'
import { addressOf, forwardPort, forwardTo } from '../forwards/forward-actions.ts'
import styles from './page-bar.module.css'
import { podsCommand } from './pods-command.ts'
import { useRow } from './use-row.ts'

/**
 * What can be done where the page is Porthole's own failure page. It stands beside the page, not in it: a button of the
 * page could be pressed by other pages of the same origin, this one by its user alone.
 */
export function FailureBar({ tab }: { tab: Tab }) {
  if (tab.failure === 'not-http' || tab.failure === 'service-unreachable') return <ForwardBar tab={tab} />
  if (tab.failure === 'no-endpoints') return <PodsBar tab={tab} />
  if (tab.failure === 'cluster-unknown') return <GoneBar tab={tab} />
  return null
}

/** For a port that speaks no HTTP; of one that says nothing at all its name has to say so. */
function ForwardBar({ tab: { cluster, namespace, service, port: asked, failure } }: { tab: Tab }) {
  const row = useRow(cluster, `${namespace}/${service}`)
  const port =
    row?.ports.find((one) => asked === portId(one) || asked === String(one.port)) ?? (row && preferredPort(row))
  const ref = { cluster, namespace, name: service, port: asked }
  const forward = useApp(({ state }) => port && forwardTo(state?.forwards ?? [], ref, port))
  if (!port || (failure !== 'not-http' && ownProtocol(port) === undefined)) return null
  const words = strings.page
  return (
    <div role="status" className={styles['bar']}>
      {forward ? (
        <p className={styles['words']}>
          <span className={styles['url']}>{addressOf(forward)}</span> {words.forwarded(service, port.port)}
        </p>
      ) : (
        <p className={styles['words']}>{words.notHttp(service)}</p>
      )}
      <Button size="small" look={forward ? 'plain' : 'primary'} onClick={() => void forwardPort(ref, port)}>
        {forward ? words.copyAddress : words.forwardHere(port.port)}
      </Button>
    </div>
  )
}

/** The cluster of a tab that was kept is not here any more, or not yet. */
function GoneBar({ tab }: { tab: Tab }) {
  const { id, cluster, namespace, service: name, port } = tab
  const known = useApp(({ state }) => state !== null && clusterOf(state.clusters, cluster) !== undefined)
  const dashboard = { cluster, namespace, name, port }
  const reload = () => run('tabs.act', { tab: id, action: 'reload' })
  const again = async (channel: 'demo.open' | 'kubeconfig.reload') => {
    if (await run(channel, undefined)) await reload()
  }
  const words = strings.page
  const demo = isOfDemo(dashboard)
  return (
    <div role="status" className={styles['bar']}>
      <p className={styles['words']}>{known ? words.hereAgain : demo ? words.demoGone : strings.desk.gone(cluster)}</p>
      {known ? (
        <Button size="small" look="primary" onClick={() => void reload()}>
          {strings.reload}
        </Button>
      ) : (
        <Button size="small" look="primary" onClick={() => void again(demo ? 'demo.open' : 'kubeconfig.reload')}>
          {demo ? strings.clusters.openDemo : strings.kubeconfig.reload}
        </Button>
      )}
      <Button size="small" onClick={() => void forgetEverywhere(dashboard)}>
        {strings.desk.forgetIt}
      </Button>
    </div>
  )
}

function PodsBar({ tab: { cluster, namespace, service: name, port } }: { tab: Tab }) {
  const [details, setDetails] = useState<ServiceDetails | null>(null)
  useEffect(() => {
    let current = true
    void ask('service.details', { cluster, namespace, name, port }).then((answer) => {
      if (current && answer.ok) setDetails(answer.value)
    })
    return () => {
      current = false
    }
  }, [cluster, namespace, name, port])
  const command = podsCommand(namespace, details?.selector ?? {})
  if (command === undefined) return null
  const words = strings.page
  const pods = details?.endpoints?.map(({ pod, address }) => pod || address)
  return (
    <div role="status" className={styles['bar']}>
      <p className={styles['words']}>
        {pods ? words.noPodsOf(pods) : words.noPods} <code className={styles['url']}>{command}</code>
      </p>
      <Button size="small" onClick={() => void copyText(command)}>
        {words.copyCommand}
      </Button>
    </div>
  )
}
