import { ChevronDown } from 'lucide-react'
import { memo } from 'react'
import { type ListLayout, type SortKey, sortKeys } from '../../../shared/desk.ts'
import { useDesk } from '../../app/desk-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Chip } from '../../ui/chip.tsx'
import {
  Menu,
  MenuChoice,
  MenuContent,
  MenuLabel,
  MenuLine,
  MenuRadioGroup,
  MenuSwitch,
  MenuTrigger,
} from '../../ui/menu.tsx'
import styles from './layout-menu.module.css'
import { narrow } from './view-store.ts'

const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const

/** Changes how the list is laid out; it stays so after a restart. */
export function layOut(change: Partial<ListLayout>): void {
  const list = { ...useDesk.getState().list, ...change }
  // At once; main says the same a moment later.
  useDesk.setState({ list })
  void run('desk.layOut', list)
}

/** Sorts by a column; a second time the other way round. */
export function sortBy(sort: SortKey): void {
  const { list } = useDesk.getState()
  layOut({ sort, descending: list.sort === sort && !list.descending })
}

/** How the list is grouped and sorted, and which type of Service it shows. */
export const LayoutMenu = memo(function LayoutMenu({ type }: { type: string }) {
  const { sort, grouped } = useDesk((desk) => desk.list)
  const words = strings.list
  return (
    <Menu>
      <MenuTrigger asChild>
        <Chip className={type === '' ? undefined : styles['on']}>
          {type === '' ? words.layout : type}
          <ChevronDown size={13} strokeWidth={2} aria-hidden />
        </Chip>
      </MenuTrigger>
      <MenuContent align="start" label={words.layout}>
        <MenuSwitch checked={grouped} detail={words.groupHint} onChange={(on) => layOut({ grouped: on })}>
          {words.group}
        </MenuSwitch>
        <MenuLine />
        <MenuLabel>{words.sort}</MenuLabel>
        <MenuRadioGroup className={styles['choices']} value={sort} onValueChange={(key) => sortBy(key as SortKey)}>
          {sortKeys.map((key) => (
            <MenuChoice key={key} value={key}>
              {words.columns[key]}
            </MenuChoice>
          ))}
        </MenuRadioGroup>
        <MenuLabel>{words.type}</MenuLabel>
        <MenuRadioGroup className={styles['choices']} value={type} onValueChange={(next) => narrow({ type: next })}>
          <MenuChoice value="">{words.allTypes}</MenuChoice>
          {types.map((one) => (
            <MenuChoice key={one} value={one}>
              {one}
            </MenuChoice>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
})
