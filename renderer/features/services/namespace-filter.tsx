import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { memo, useState } from 'react'
import { strings } from '../../app/strings.ts'
import { Chip } from '../../ui/chip.tsx'
import { useOverlay } from '../../ui/overlays.ts'
import styles from './namespace-filter.module.css'
import { NamespaceOptions } from './namespace-options.tsx'
import { narrow } from './view-store.ts'

interface NamespaceFilterProps {
  /** Empty for all. */
  chosen: string
  /** The context's own namespace; empty when it names none. */
  usual: string
}

/** Narrows the list to one namespace; the choice is searched as it is typed. */
export const NamespaceFilter = memo(function NamespaceFilter({ chosen, usual }: NamespaceFilterProps) {
  const [open, setOpen] = useState(false)
  const overlay = useOverlay()
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Chip
          className={chosen === '' ? undefined : styles['chosen']}
          aria-label={`${strings.list.namespace}: ${chosen === '' ? strings.list.allNamespaces : chosen}`}
        >
          {chosen === '' ? strings.list.allNamespaces : <span className={styles['name']}>{chosen}</span>}
          <ChevronDown size={13} strokeWidth={2} aria-hidden />
        </Chip>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          ref={overlay}
          className={styles['popover']}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={strings.list.namespace}
        >
          <NamespaceOptions
            chosen={chosen}
            usual={usual}
            choose={(namespace) => {
              narrow({ namespace })
              setOpen(false)
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
})
