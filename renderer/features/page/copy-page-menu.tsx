import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { Tab } from '../../../shared/tabs-state.ts'
import { strings } from '../../app/strings.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/menu.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import styles from './copy-page-menu.module.css'
import { type PageLink, pageLink } from './page-link.ts'

/** What can be copied of the page on show: its address, which is this computer's own, or a link that others can use. */
export function CopyPageMenu({ tab, className }: { tab: Tab; className?: string | undefined }) {
  const [link, setLink] = useState<PageLink | string>(strings.copy.asking)
  const words = strings.page.copy
  const onOpenChange = (open: boolean) => {
    setLink(strings.copy.asking)
    if (open) void pageLink(tab).then(setLink)
  }
  return (
    <Menu onOpenChange={onOpenChange}>
      <MenuTrigger asChild>
        <IconButton side="top" icon={Copy} label={words.label} className={className} />
      </MenuTrigger>
      <MenuContent align="end" className={styles['menu']} label={words.label}>
        <MenuItem detail={words.addressNote} onSelect={() => void copyText(tab.url)}>
          {words.address}
        </MenuItem>
        <MenuItem
          disabled={typeof link === 'string'}
          detail={
            <span className={styles['note']}>{typeof link === 'string' ? link : words.linkNote(link.context)}</span>
          }
          onSelect={() => typeof link !== 'string' && void copyText(link.value)}
        >
          {words.link}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
