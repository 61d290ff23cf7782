import { ChevronDown } from 'lucide-react'
import { trafficServiceOf } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { Chip } from '../../ui/chip.tsx'
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from '../../ui/menu.tsx'
import styles from './traffic.module.css'
import { chooseService, useTraffic } from './traffic-store.ts'

const words = strings.traffic

/** Chooses whose requests are shown: those Services that had some, the last one first, or all. */
export function ServiceChoice({ service }: { service: string | null }) {
  const sources = useTraffic((state) => state.sources)
  const name = service === null ? words.all : trafficServiceOf(service).name
  return (
    <Menu>
      <MenuTrigger asChild>
        <Chip aria-label={`${words.service}: ${name}`} className={service === null ? undefined : styles['chosen']}>
          <span className={styles['chosenName']}>{name}</span>
          <ChevronDown size={13} strokeWidth={2} aria-hidden />
        </Chip>
      </MenuTrigger>
      <MenuContent align="end" label={words.service} className={styles['services']}>
        <MenuItem onSelect={() => chooseService(null)}>{words.all}</MenuItem>
        {sources.length === 0 ? null : <MenuLine />}
        {sources.toReversed().map(({ key, requests }) => {
          const { cluster, namespace, name: title } = trafficServiceOf(key)
          return (
            <MenuItem
              key={key}
              detail={`${namespace} · ${cluster}`}
              end={<span className={styles['quiet']}>{strings.count(requests)}</span>}
              onSelect={() => chooseService(key)}
            >
              {title}
            </MenuItem>
          )
        })}
      </MenuContent>
    </Menu>
  )
}
