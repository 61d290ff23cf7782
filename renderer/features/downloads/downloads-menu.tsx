import { ArrowDownToLine } from 'lucide-react'
import type { Download } from '../../../shared/download.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { BarButton } from '../../ui/bar-button.tsx'
import { cx } from '../../ui/cx.ts'
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from '../../ui/menu.tsx'
import { downloadWords } from './download-words.ts'
import styles from './downloads-menu.module.css'
import { useDownloads } from './downloads-store.ts'

/** What pages have sent: how far it is, how to end it, and where it lies. Nothing while there is none. */
export function DownloadsMenu() {
  const downloads = useDownloads((state) => state.downloads)
  const words = strings.downloads
  if (downloads.length === 0) return null
  const open = downloads.filter(({ state }) => state === 'progressing')
  const label = open.length === 0 ? words.all(downloads.length) : words.running(open.length, percentOf(open))
  return (
    <Menu>
      <MenuTrigger asChild>
        <BarButton>
          <ArrowDownToLine size={13} strokeWidth={1.75} aria-hidden />
          {label}
        </BarButton>
      </MenuTrigger>
      <MenuContent align="end" side="top" className={styles['menu']} label={words.label}>
        {[...downloads].reverse().map((download) => (
          <Item key={download.id} download={download} />
        ))}
        <MenuLine />
        <MenuItem
          disabled={open.length === downloads.length}
          onSelect={() => {
            for (const { id, state } of downloads) {
              if (state !== 'progressing') void run('downloads.act', { download: id, action: 'forget' })
            }
          }}
        >
          {words.clear}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

function Item({ download }: { download: Download }) {
  const words = strings.downloads
  const action = download.state === 'progressing' ? 'cancel' : download.state === 'completed' ? 'show' : 'forget'
  return (
    <MenuItem
      detail={
        <>
          <span className={styles['how']}>{downloadWords(download)}</span>
          {download.state === 'progressing' ? <Progress {...download} /> : null}
        </>
      }
      end={<span className={styles['does']}>{words.does[action]}</span>}
      onSelect={(event) => {
        event.preventDefault()
        void run('downloads.act', { download: download.id, action })
      }}
    >
      <span className={styles['name']} title={download.name}>
        {download.name}
      </span>
    </MenuItem>
  )
}

/** The words beside it say the same. Without a known length it goes to and fro. */
function Progress({ received, total }: Download) {
  return (
    <span className={cx(styles['progress'], total === 0 && styles['unknown'])} aria-hidden>
      <span style={total === 0 ? undefined : { inlineSize: `${(100 * received) / total}%` }} />
    </span>
  )
}

/** How far all of them are together; null while one does not say how large it is. */
function percentOf(open: readonly Download[]): number | null {
  if (open.some(({ total }) => total === 0)) return null
  const sum = (of: (download: Download) => number) => open.reduce((all, download) => all + of(download), 0)
  return Math.floor((sum(({ received }) => received) / sum(({ total }) => total)) * 100)
}
