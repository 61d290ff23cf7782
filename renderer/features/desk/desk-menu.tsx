import { Ellipsis } from 'lucide-react'
import type { Dashboard } from '../../../shared/desk.ts'
import { strings } from '../../app/strings.ts'
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from '../../ui/menu.tsx'
import { copyKept, forgetRecent, movePin, togglePin } from './desk-actions.ts'

interface DeskMenuProps {
  dashboard: Dashboard
  pinned: boolean
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Of its button. */
  className: string | undefined
}

/** What can be done with a dashboard that is kept at hand. */
export function DeskMenu({ dashboard, pinned, open, onOpenChange, className }: DeskMenuProps) {
  const { name } = dashboard
  return (
    <Menu open={open} onOpenChange={onOpenChange}>
      <MenuTrigger asChild>
        <button type="button" className={className} aria-label={strings.desk.actions(name)}>
          <Ellipsis size={14} aria-hidden />
        </button>
      </MenuTrigger>
      <MenuContent align="end" label={strings.desk.actions(name)}>
        <MenuItem onSelect={() => void copyKept(dashboard)}>{strings.copy.button}</MenuItem>
        <MenuLine />
        {pinned ? (
          <>
            <MenuItem onSelect={() => void movePin(dashboard, -1)}>{strings.desk.up}</MenuItem>
            <MenuItem onSelect={() => void movePin(dashboard, 1)}>{strings.desk.down}</MenuItem>
          </>
        ) : (
          <MenuItem onSelect={() => void forgetRecent(dashboard)}>{strings.desk.forget}</MenuItem>
        )}
        <MenuItem onSelect={() => void togglePin(dashboard)}>{pinned ? strings.desk.unpin : strings.desk.pin}</MenuItem>
      </MenuContent>
    </Menu>
  )
}
