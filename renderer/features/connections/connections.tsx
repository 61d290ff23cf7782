import type { TcpForwardState } from '../../../shared/tcp-forward.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { ScreenHead } from '../../ui/screen-head.tsx'
import styles from './connections.module.css'
import { ForwardTarget } from './forward-target.tsx'
import { ForwardsTable } from './forwards-table.tsx'
import { ListenersTable } from './listeners-table.tsx'
import { useConnections } from './use-connections.ts'

const none: readonly TcpForwardState[] = []
const words = strings.connections

/** Where this computer is listened on, and what leads from there: forwarded ports, and the listeners of clusters. */
export function ConnectionsScreen() {
  const forwards = useApp(({ state }) => state?.forwards ?? none)
  const { connections, samples } = useConnections()
  const demo = useApp(({ state }) => state?.clusters.some(({ source }) => source === 'demo') ?? false)
  // The demo's API server listens, too.
  const listeners = connections.listeners.length + (demo ? 1 : 0)
  return (
    <>
      <ScreenHead title={strings.screens.connections} note={words.note(listeners, forwards.length)} />
      <div className={styles['scroller']}>
        <section aria-label={words.forwards} className={styles['part']}>
          <h2 className={styles['heading']}>{words.forwards}</h2>
          <ForwardTarget />
          {forwards.length === 0 ? (
            <p className={styles['none']}>{words.none}</p>
          ) : (
            <ForwardsTable forwards={forwards} samples={samples} />
          )}
        </section>
        <section aria-label={words.listeners} className={styles['part']}>
          <h2 className={styles['heading']}>{words.listeners}</h2>
          <ListenersTable connections={connections} />
        </section>
      </div>
    </>
  )
}
