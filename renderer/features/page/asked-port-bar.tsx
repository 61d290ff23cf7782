import { X } from 'lucide-react'
import { portId } from '../../../shared/service.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { useApp } from '../../app/app-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { forwardTo } from '../forwards/forward-actions.ts'
import { useHush } from './hushed-store.ts'
import styles from './page-bar.module.css'
import { useRow } from './use-row.ts'

/**
 * The page asks for its own port at this computer, as live reload does, where nothing is: forwarded there it finds it. What
 * is no port of its Service's may be anything, and is not spoken of.
 */
export function AskedPortBar({ tab, asked }: { tab: Tab; asked: number }) {
  const { id, cluster, namespace, service: name } = tab
  const row = useRow(cluster, `${namespace}/${name}`)
  const port = row?.ports.find((one) => one.protocol === 'TCP' && (one.port === asked || one.targetPort === asked))
  const service = { cluster, namespace, name, port: port ? portId(port) : '' }
  const forward = useApp(({ state }) => port && forwardTo(state?.forwards ?? [], service, port))
  const [hushed, hush] = useHush(`port ${asked} ${tab.origin}`)
  if (!port || hushed) return null
  const isForwarded = forward?.localPort === asked
  const words = strings.page
  const act = () =>
    isForwarded ? run('tabs.act', { tab: id, action: 'reload' }) : run('forward.start', { service, localPort: asked })
  return (
    <div role="status" className={styles['bar']}>
      <p className={styles['words']}>{isForwarded ? words.portIsHere(asked) : words.asksForPort(name, asked)}</p>
      <Button size="small" look={isForwarded ? 'plain' : 'primary'} onClick={() => void act()}>
        {isForwarded ? strings.reload : words.forwardHere(asked)}
      </Button>
      <IconButton icon={X} label={strings.dismiss} onClick={hush} />
    </div>
  )
}
