import { memo, type MouseEvent, type PointerEvent, useState } from 'react'
import { healthOf, type ServiceRow } from '../../../shared/service.ts'
import { addOnById } from '../../../shared/add-ons.ts'
import { cx } from '../../ui/cx.ts'
import { AddOnName } from './add-on-name.tsx'
import { AccessNote } from '../access/access-note.tsx'
import { ForwardNote, useForwardAddress } from '../forwards/forward-note.tsx'
import { ProbeNote } from '../probe/probe-note.tsx'
import { isCalled } from '../probe/probe-words.ts'
import { useKnownProbe } from '../probe/probe-store.ts'
import { useProbe } from '../probe/use-probe.ts'
import { HealthDot, healthWords } from './health-dot.tsx'
import { type LinePlace, placeStyle } from './line-place.ts'
import { PinStar } from '../desk/pin-star.tsx'
import { PortCell } from './port-cell.tsx'
import { shownName } from './port-words.ts'
import { RowActions } from './row-actions.tsx'
import { RowMenu } from './row-menu.tsx'
import columns from './columns.module.css'
import styles from './service-line.module.css'
import { actOnService, forwardedPort } from './service-actions.ts'
import { type MenuKind, openMenu, select } from './view-store.ts'

interface ServiceLineProps extends LinePlace {
  cluster: string
  row: ServiceRow
  /** Its place among all lines, from 1, as assistive technology counts them. */
  place: number
  selected: boolean
  /** The label by which it was found, where nothing else explains that. */
  label: string | undefined
  /** It was found in spite of a typo. */
  typos: boolean
  menu: MenuKind | null
}

/** What stands behind a type: where else the Service can be reached. */
function exposure(row: ServiceRow): string {
  const node = row.ports.find(({ nodePort }) => nodePort !== 0)?.nodePort
  // Without ports it stands in the port's column.
  if (row.ports.length === 0) return ''
  return row.external[0] ?? (row.type === 'NodePort' && node !== undefined ? `:${node}` : '')
}

let lastPoint = ''

/**
 * Whether a person points at what is under the pointer. While they type they do not: lines pass under a pointer that rests,
 * the browser tells of that as of a move, and the buttons of each would come and go with every key.
 */
function isPointing({ clientX, clientY }: PointerEvent): boolean {
  const before = lastPoint
  lastPoint = `${clientX} ${clientY}`
  return lastPoint !== before || !(document.activeElement instanceof HTMLInputElement)
}

/** One Service of the list. A click opens it, or forwards its port where that has no page. */
export const ServiceLine = memo(function ServiceLine(props: ServiceLineProps) {
  const { cluster, row, place, selected, label, typos, menu } = props
  const name = shownName(row)
  const second = row.clusterService && row.title !== '' ? row.name : row.title
  const health = healthOf(row)
  const exposed = exposure(row)
  // By its key: the elements go on to another Service, and nothing tells them that the pointer did not come along.
  const [hovered, hover] = useState<string>()
  const looked = hovered === row.key || selected || menu !== null
  const probe = useKnownProbe(cluster, row)
  useProbe(looked, cluster, row)
  const forwarded = useForwardAddress(cluster, row)
  const addOn = addOnById(row.addOn)
  // A page that says itself what it is needs nobody to say so, too.
  const named = forwarded === undefined && addOn !== undefined && isCalled(probe, addOn.name)
  const point = (event: PointerEvent) => {
    if (isPointing(event)) hover(row.key)
  }
  const open = (event: MouseEvent) => {
    select(row.key)
    if (event.detail < 2) void actOnService(cluster, row, probe)
  }
  return (
    <div
      role="row"
      id={`service-${row.key}`}
      data-key={row.key}
      aria-rowindex={place}
      aria-selected={selected}
      className={cx(
        columns['columns'],
        styles['line'],
        selected && styles['selected'],
        menu !== null && styles['menuOpen'],
      )}
      style={placeStyle(props)}
      onClick={open}
      onContextMenu={(event) => {
        event.preventDefault()
        const { left, top } = event.currentTarget.getBoundingClientRect()
        openMenu({ key: row.key, kind: 'row', at: { left: event.clientX - left, top: event.clientY - top } })
      }}
      onPointerEnter={point}
      onPointerMove={point}
      onPointerLeave={() => hover(undefined)}
    >
      <span role="gridcell" className={columns['health']}>
        <PinStar cluster={cluster} row={row} looked={looked} selected={selected} />
        <HealthDot row={row} />
      </span>
      <span role="gridcell" className={styles['name']}>
        <span className={styles['main']} data-match={typos ? 'typos' : ''}>
          {name}
        </span>
        <AccessNote cluster={cluster} row={row} forwards={forwardedPort(row, probe) !== undefined} looked={looked} />
        {second === '' || second === name ? null : (
          <span className={styles['second']} data-match={typos && row.clusterService ? 'typos' : ''}>
            {second}
          </span>
        )}
        <AddOnName addOn={named ? undefined : addOn} />
        {label === undefined ? null : (
          <span className={styles['label']} data-match="">
            {label}
          </span>
        )}
        {forwarded === undefined ? <ProbeNote probe={probe} beside={name} /> : <ForwardNote address={forwarded} />}
      </span>
      <span role="gridcell" className={cx(columns['namespace'], styles['quiet'])} data-match="">
        {row.namespace}
      </span>
      <span role="gridcell">
        <PortCell cluster={cluster} row={row} menuOpen={menu === 'ports-at-cell'} />
      </span>
      <span role="gridcell" className={cx(columns['type'], styles['quiet'])} data-match="">
        {row.type}
        {exposed === '' ? null : <span className={styles['exposure']}>{exposed}</span>}
      </span>
      <span role="gridcell" className={cx(columns['labels'], styles['labels'])} data-match="">
        {row.labels}
      </span>
      <span role="gridcell" className={cx(styles['ready'], styles[health])} title={healthWords(row)}>
        {health === 'unknown' ? '–' : `${row.ready ?? 0}/${row.total ?? 0}`}
      </span>
      <span role="gridcell" className={cx(columns['actions'], styles['actions'])}>
        {/* Only where they show: they would be half of what a line costs to draw. */}
        {looked ? (
          <RowActions
            cluster={cluster}
            row={row}
            selected={selected}
            menu={menu === 'ports-at-cell' ? null : menu}
            probe={probe}
          />
        ) : null}
      </span>
      {menu === 'row' ? <RowMenu cluster={cluster} row={row} probe={probe} /> : null}
    </div>
  )
})
