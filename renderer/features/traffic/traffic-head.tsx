import { ChevronDown, Download, Pause, Play, Trash2 } from 'lucide-react'
import type { TrafficRow } from '../../../shared/traffic.ts'
import { trafficServiceOf } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/menu.tsx'
import { ScreenHead } from '../../ui/screen-head.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import styles from './traffic.module.css'
import { ServiceChoice } from './service-choice.tsx'
import { clearTraffic, exportHar, keepBodies } from './traffic-actions.ts'
import { togglePause, useTraffic } from './traffic-store.ts'

const words = strings.traffic

interface TrafficHeadProps {
  service: string | null
  rows: readonly TrafficRow[]
  paused: boolean
  /** How many have come since the pause. */
  newer: number
}

/** Whose requests these are, and what can be done with all of them. */
export function TrafficHead({ service, rows, paused, newer }: TrafficHeadProps) {
  return (
    <ScreenHead title={strings.screens.traffic} note={paused ? words.pausedWith(newer) : undefined}>
      <ServiceChoice service={service} />
      <BodiesSwitch service={service} />
      <IconButton
        icon={paused ? Play : Pause}
        label={paused ? words.resume : words.pause}
        keys="Space"
        disabled={rows.length === 0}
        onClick={togglePause}
      />
      <IconButton
        icon={Trash2}
        label={words.clear}
        title={words.clearHint}
        disabled={rows.length === 0}
        onClick={() => void clearTraffic(service)}
      />
      <ExportMenu service={service} disabled={rows.length === 0} />
    </ScreenHead>
  )
}

/** Whether bodies are kept. It is asked for one Service at a time, since they may hold secrets. */
function BodiesSwitch({ service }: { service: string | null }) {
  const on = useTraffic(({ sources }) => sources.some(({ key, bodies }) => key === service && bodies))
  const name = service === null ? '' : trafficServiceOf(service).name
  const hint = service === null ? words.bodiesWhich : on ? words.bodiesOn(name) : words.bodiesOff(name)
  return (
    <Tooltip text={hint}>
      <Chip
        pressed={on}
        aria-disabled={service === null}
        className={service === null ? styles['off'] : undefined}
        onClick={() => service !== null && void keepBodies(service, !on)}
      >
        {words.bodies}
      </Chip>
    </Tooltip>
  )
}

function ExportMenu({ service, disabled }: { service: string | null; disabled: boolean }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button disabled={disabled}>
          <Download size={14} strokeWidth={1.75} aria-hidden />
          {words.export}
          <ChevronDown size={13} strokeWidth={2} aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end" label={words.export}>
        <MenuItem detail={words.exportHarHint} onSelect={() => void exportHar(service, false)}>
          {words.exportHar}
        </MenuItem>
        <MenuItem detail={words.exportBodiesHint} onSelect={() => void exportHar(service, true)}>
          {words.exportBodies}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
