import { readFile } from 'node:fs/promises'
import { fittingPlace, type PlacedWindow, type Rectangle } from './window-place.ts'

const themes = ['system', 'light', 'dark'] as const

/** What the window is made with. */
export interface FirstLook {
  theme: (typeof themes)[number]
  /** There is an icon in the tray to come back from. */
  tray: boolean
  /** Where it was last time. */
  place: PlacedWindow | undefined
}

/**
 * Reads from the settings file what the window must know before it is made, without what checks the whole of it: that
 * takes longer to load than the window to open. What is missing or wrong is as in a new file; the settings say why later.
 */
export async function readFirstLook(file: string): Promise<FirstLook> {
  return parseFirstLook(await readFile(file, 'utf8').catch(() => ''))
}

/** @see readFirstLook */
export function parseFirstLook(text: string): FirstLook {
  const { preferences, window } = record(parse(text))
  const { theme, tray } = record(preferences)
  return { theme: themes.find((one) => one === theme) ?? 'system', tray: tray === true, place: placeOf(record(window)) }
}

/** The place of last time, where a screen still shows it. */
export function placeOn(screens: readonly Rectangle[], last: PlacedWindow | undefined): PlacedWindow | undefined {
  const place = last && fittingPlace(last, screens)
  return place && { ...place, maximized: last.maximized }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

function placeOf({ x, y, width, height, maximized }: Readonly<Record<string, unknown>>): PlacedWindow | undefined {
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return undefined
  if (width < 1 || height < 1 || typeof maximized !== 'boolean') return undefined
  return { x, y, width, height, maximized }
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
