import { type Health, healthOf, type ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { Dot, type DotShape, type DotTone } from '../../ui/dot.tsx'

/** A shape and a tone for each health. */
export const healthLooks: Record<Health, { shape: DotShape; tone: DotTone }> = {
  ready: { shape: 'full', tone: 'ok' },
  partial: { shape: 'half', tone: 'warn' },
  down: { shape: 'ring', tone: 'bad' },
  none: { shape: 'dashed', tone: 'faint' },
  unknown: { shape: 'point', tone: 'faint' },
}

/** The health of a Service in words. */
export function healthWords(row: ServiceRow): string {
  const health = healthOf(row)
  if (row.type === 'ExternalName') return strings.health.external
  if (health === 'unknown') return strings.health.unknown
  return health === 'none' ? strings.health.none : strings.health.ready(row.ready ?? 0, row.total ?? 0)
}

export function HealthDot({ row }: { row: ServiceRow }) {
  return <Dot {...healthLooks[healthOf(row)]} label={healthWords(row)} />
}
