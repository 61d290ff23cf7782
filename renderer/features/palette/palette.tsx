import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { isMac } from '../../app/bridge.ts'
import { hasSelectedText } from '../../app/selected-text.ts'
import { useApp } from '../../app/app-store.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { keysFor } from '../../ui/key-names.ts'
import { useModal } from '../../ui/modal.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { PaletteItem } from './palette-items.ts'
import { paletteCommandOf } from './palette-keys.ts'
import { PaletteLine } from './palette-line.tsx'
import { mostFound } from './palette-list.ts'
import styles from './palette.module.css'
import { closePalette, leavePalette, typeInPalette, usePalette } from './palette-store.ts'
import { copyItem, isForwarded, isItemPinned, pinItem, runItem, serviceOf } from './run-item.ts'
import { usePaletteLines } from './use-palette-lines.ts'

const listId = 'palette-list'
const lineId = (index: number) => `palette-${index}`

/** Goes anywhere: Services of the connected clusters, open tabs, clusters, commands. */
export function Palette() {
  const open = usePalette((palette) => palette.open)
  return open ? <OpenPalette /> : null
}

function OpenPalette() {
  const dialog = useRef<HTMLDialogElement>(null)
  const query = usePalette((palette) => palette.query)
  const chosen = usePalette((palette) => palette.chosen)
  const lines = usePaletteLines()
  const items = useMemo(() => lines.flatMap((line) => ('item' in line ? [line.item] : [])), [lines])
  const terms = useMemo(() => query.toLowerCase().split(/\s+/).filter(Boolean), [query])
  const at = Math.min(chosen, items.length - 1)
  const item = items[at]
  useModal(dialog)
  useEffect(() => {
    document.getElementById(lineId(at))?.scrollIntoView({ block: 'nearest' })
  }, [at, lines])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const command = paletteCommandOf(event, isMac())
    if (!command) return
    if (command.do === 'copy' && (hasSelectedText() || !copyItem(item))) return
    if (command.do === 'pin' && !pinItem(item)) return
    event.preventDefault()
    if (command.do === 'leave') leavePalette()
    else if (command.do === 'run' && item) runItem(item)
    else if (command.do === 'move' && items.length > 0) {
      const next = command.wrap
        ? (at + command.by + items.length) % items.length
        : Math.max(0, Math.min(items.length - 1, at + command.by))
      usePalette.setState({ chosen: next })
    }
  }

  const tip = query === '' ? strings.palette.hints.tip : items.length < mostFound ? '' : strings.palette.most(mostFound)
  const places = new Map(items.map((one, place) => [one, place]))
  return (
    <dialog
      ref={dialog}
      className={styles['palette']}
      aria-label={strings.palette.label}
      onCancel={(event) => {
        event.preventDefault()
        leavePalette()
      }}
      onClose={closePalette}
      onKeyDown={onKeyDown}
      // The dialog's own box has no padding, so a click on itself is one on the backdrop.
      onClick={(event) => event.target === event.currentTarget && leavePalette()}
    >
      <div className={styles['field']}>
        <Search size={16} strokeWidth={1.75} aria-hidden className={styles['glass']} />
        <input
          className={styles['input']}
          role="combobox"
          aria-label={strings.palette.label}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={item ? lineId(at) : undefined}
          placeholder={strings.palette.placeholder}
          spellCheck={false}
          autoComplete="off"
          // The dialog gives it the focus as it opens.
          autoFocus
          value={query}
          onChange={(event) => typeInPalette(event.target.value)}
        />
      </div>
      <div id={listId} role="listbox" aria-label={strings.palette.results} tabIndex={-1} className={styles['list']}>
        {lines.map((line) => {
          if ('heading' in line) {
            return (
              <div key={line.heading} role="presentation" className={styles['heading']}>
                {line.heading === 'found' ? null : strings.palette.groups[line.heading]}
              </div>
            )
          }
          const place = places.get(line.item) ?? 0
          return (
            <PaletteLine
              key={line.item.id}
              id={lineId(place)}
              item={line.item}
              chosen={place === at}
              terms={terms}
              onRun={runItem}
            />
          )
        })}
      </div>
      {items.length === 0 ? <Nothing query={query.trim()} /> : <Hints item={item} tip={tip} />}
      <VisuallyHidden>
        <span role="status">
          {terms.length === 0 ? '' : items.length < mostFound ? strings.palette.found(items.length) : tip}
        </span>
      </VisuallyHidden>
    </dialog>
  )
}

function Nothing({ query }: { query: string }) {
  const clusters = useApp(({ state }) => state?.clusters) ?? []
  const closed = clusters.filter(({ state: { phase } }) => phase !== 'connected' && phase !== 'degraded')
  return (
    <div className={styles['nothing']}>
      <p>{strings.palette.nothing(query)}</p>
      {closed.length === 0 ? null : <p className={styles['why']}>{strings.palette.notSearched(closed.length)}</p>}
    </div>
  )
}

function Hints({ item, tip }: { item: PaletteItem | undefined; tip: string }) {
  const mac = isMac()
  const pinned = useDesk((desk) => isItemPinned(item, desk))
  const words = strings.palette.hints
  return (
    <div className={styles['hints']} aria-hidden>
      <span className={styles['tip']}>{tip}</span>
      {tip !== '' ? null : (
        <span className={styles['hint']}>
          <Kbd keys="↑ ↓" /> {words.choose}
        </span>
      )}
      {serviceOf(item) ? (
        <>
          <span className={styles['hint']}>
            <Kbd keys={keysFor('Mod D', mac)} /> {pinned ? strings.desk.unpin : strings.desk.pin}
          </span>
          <span className={styles['hint']}>
            <Kbd keys={keysFor('Mod C', mac)} /> {isForwarded(item) ? strings.copy.addressButton : words.copy}
          </span>
        </>
      ) : null}
      <span className={styles['hint']}>
        <Kbd keys={keysFor('Enter', mac)} />{' '}
        {item?.kind === 'command' ? words.run : isForwarded(item) ? words.forward : words.open}
      </span>
    </div>
  )
}
