import { ArrowDownToLine, ArrowUpRight, RotateCw } from 'lucide-react'
import { strings } from '../../app/strings.ts'
import { BarButton } from '../../ui/bar-button.tsx'
import { downloadUpdate, openUpdatePage, restartToUpdate } from './update-actions.ts'
import styles from './update-item.module.css'
import { useUpdate } from './update-store.ts'

const words = strings.update

/** A newer Porthole, in the status bar: what there is to do about it. Nothing while there is none. */
export function UpdateItem() {
  const state = useUpdate((update) => update.state)
  if (state.phase === 'downloading') {
    return <span className={styles['progress']}>{words.downloading(state.version, state.percent)}</span>
  }
  if (state.phase === 'ready') {
    return (
      <BarButton className={styles['item']} title={words.ready(state.version)} onClick={() => void restartToUpdate()}>
        <RotateCw size={12} strokeWidth={2} aria-hidden />
        {words.restart}
      </BarButton>
    )
  }
  if (state.phase !== 'available') return null
  const { version, here } = state
  const Icon = here ? ArrowDownToLine : ArrowUpRight
  const title = here ? words.download(version) : words.page(version)
  return (
    <BarButton
      className={styles['item']}
      title={title}
      aria-label={title}
      onClick={() => void (here ? downloadUpdate() : openUpdatePage())}
    >
      <Icon size={12} strokeWidth={2} aria-hidden />
      {words.item(version)}
    </BarButton>
  )
}
