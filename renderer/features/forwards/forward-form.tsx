import { useState } from 'react'
import { portId, type ServiceRow } from '../../../shared/service.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { MenuLabel, MenuLine } from '../../ui/menu.tsx'
import { refOf } from '../services/service-actions.ts'
import { localPortFor } from './forward-actions.ts'
import styles from './forward-form.module.css'

/** Forwards a TCP port of a Service to a local port of the user's choice, for programs that do not speak HTTP. */
export function ForwardForm({ cluster, row, done }: { cluster: string; row: ServiceRow; done: () => void }) {
  const ports = row.ports.filter(({ protocol }) => protocol === 'TCP')
  const [first] = ports
  const [chosen, choose] = useState(first ? portId(first) : '')
  const port = ports.find((one) => portId(one) === chosen)
  const [local, setLocal] = useState<string>()
  if (!port || row.type === 'ExternalName') return null
  const suggested = String(localPortFor(port.port))
  const start = async (): Promise<void> => {
    const localPort = Number(local ?? suggested)
    if (await run('forward.start', { service: refOf(cluster, row, port), localPort })) done()
  }
  const words = strings.forwards
  return (
    <>
      <MenuLine />
      <MenuLabel>{words.label}</MenuLabel>
      <form
        className={styles['form']}
        // The menu would take letters for a search, and arrows for its own.
        onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        {ports.length === 1 ? null : (
          <select aria-label={words.port} value={chosen} onChange={({ target }) => choose(target.value)}>
            {ports.map((one) => (
              <option key={portId(one)} value={portId(one)}>
                {one.port}
              </option>
            ))}
          </select>
        )}
        <span className={styles['host']}>127.0.0.1:</span>
        <input
          aria-label={words.local}
          type="number"
          min={0}
          max={65_535}
          required
          value={local ?? suggested}
          onChange={({ target }) => setLocal(target.value)}
        />
        <Button type="submit">{words.start}</Button>
      </form>
    </>
  )
}
