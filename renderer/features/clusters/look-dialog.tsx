import { type SyntheticEvent, useState } from 'react'
import { type ClusterColor, type ClusterLook, clusterColors } from '../../../shared/cluster-look.ts'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { shortNames } from '../../../shared/short-name.ts'
import { useApp } from '../../app/app-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Dialog, DialogButtons } from '../../ui/dialog.tsx'
import hues from '../../ui/hue.module.css'
import styles from './look-dialog.module.css'
import { editLook, useLookEditor } from './look-store.ts'

/** How a cluster is called and coloured on screen, edited in a dialog. */
export function LookDialog() {
  const id = useLookEditor((editor) => editor.cluster)
  const clusters = useApp(({ state }) => state?.clusters)
  const cluster = clusters?.find((one) => one.id === id)
  if (!clusters || !cluster) return null
  const usual = shortNames(clusters.map(({ context }) => context)).get(cluster.context) ?? cluster.context
  return <LookForm key={cluster.id} cluster={cluster} usual={usual} />
}

const close = () => editLook(null)

/** @param usual its name where the user gives it none */
function LookForm({ cluster, usual }: { cluster: ClusterSummary; usual: string }) {
  const { id, context } = cluster
  const [name, setName] = useState(cluster.name === usual ? '' : cluster.name)
  const [color, setColor] = useState<ClusterColor | null>(cluster.color)
  const words = strings.look
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    const look: ClusterLook = { ...(name.trim() !== '' && { name: name.trim() }), ...(color && { color }) }
    if (await run('cluster.setLook', { cluster: id, look })) close()
  }
  return (
    <Dialog title={words.title(context)} close={close}>
      <form className={styles['form']} onSubmit={(event) => void save(event)}>
        <label className={styles['field']}>
          <span className={styles['label']}>{words.name}</span>
          <input
            data-autofocus
            maxLength={100}
            placeholder={usual}
            spellCheck={false}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <span className={styles['hint']}>{words.nameHint}</span>
        </label>
        <fieldset className={styles['field']}>
          <legend className={styles['label']}>{words.color}</legend>
          <span className={styles['colors']}>
            {[null, ...clusterColors].map((one) => (
              <label key={one ?? 'automatic'} className={styles['color']}>
                <input type="radio" name="color" checked={color === one} onChange={() => setColor(one)} />
                {one === null || one === 'none' ? null : (
                  <span className={cx(styles['swatch'], hues[one])} aria-hidden />
                )}
                {words.colors[one ?? 'automatic']}
              </label>
            ))}
          </span>
          <span className={styles['hint']}>{words.colorHint}</span>
        </fieldset>
        <DialogButtons>
          <Button onClick={close}>{words.cancel}</Button>
          <Button look="primary" type="submit">
            {words.save}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
