import { X } from 'lucide-react'
import { roleFor } from '../../../shared/role-for.ts'
import type { ProfileChoice } from '../../../shared/profile.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { useProfile } from '../reach/use-profile.ts'
import { useHush } from './hushed-store.ts'
import styles from './page-bar.module.css'

const right = { user: 'YOUR-USER', verb: 'create', resource: 'pods/portforward', apiGroup: '' }

/** A WebSocket did not get through as it was asked for. Who chose the service proxy may choose again; who has to use it lacks a right. */
export function SocketLostBar({ tab }: { tab: Tab }) {
  const { id, cluster, namespace, service: name, port } = tab
  const profile = useProfile(tab)
  const [hushed, hush] = useHush(`socket ${tab.origin}`)
  const words = strings.page
  const chosen = profile?.set.transport === 'service-proxy' ? profile.set : undefined
  const choose = async ({ transport: _, ...set }: ProfileChoice) => {
    const service = { cluster, namespace, name, port }
    if (await run('service.setProfile', { service, set })) await run('tabs.act', { tab: id, action: 'reload' })
  }
  if (hushed) return null
  return (
    <div role="status" className={styles['bar']}>
      <p className={styles['words']}>{words.socketLost(name)}</p>
      {chosen ? (
        <Button size="small" look="primary" onClick={() => void choose(chosen)}>
          {words.usePortForward}
        </Button>
      ) : (
        <Button size="small" onClick={() => void copyText(roleFor({ ...right, namespace }), words.copiedRole)}>
          {words.copyRole}
        </Button>
      )}
      <IconButton icon={X} label={strings.dismiss} onClick={hush} />
    </div>
  )
}
