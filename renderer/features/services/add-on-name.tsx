import {
  Bell,
  Boxes,
  ChartLine,
  CircleDollarSign,
  Database,
  GitBranch,
  HardDrive,
  KeyRound,
  type LucideIcon,
  NotebookText,
  Package,
  Rows3,
  Waypoints,
  Workflow,
} from 'lucide-react'
import type { AddOn, AddOnIcon } from '../../../shared/add-ons.ts'
import styles from './add-on-name.module.css'

const icons: Readonly<Record<AddOnIcon, LucideIcon>> = {
  bell: Bell,
  box: Package,
  chart: ChartLine,
  coins: CircleDollarSign,
  cubes: Boxes,
  data: Database,
  disk: HardDrive,
  flow: Workflow,
  git: GitBranch,
  key: KeyRound,
  mesh: Waypoints,
  notebook: NotebookText,
  queue: Rows3,
}

/** What a Service is known to be, beside its own name. */
export function AddOnName({ addOn }: { addOn: AddOn | undefined }) {
  if (!addOn) return null
  const Icon = icons[addOn.icon]
  return (
    <span className={styles['addOn']}>
      <Icon size={13} strokeWidth={1.75} aria-hidden />
      <span className={styles['words']}>{addOn.name}</span>
    </span>
  )
}
