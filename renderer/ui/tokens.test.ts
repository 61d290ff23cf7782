import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

// WCAG 2.2, 1.4.3: text of this size needs 4.5:1 against its ground, in both themes.
const needed = 4.5
const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')

const colours = new Map(
  Array.from(css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g), ([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
)

function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (bright + 0.05) / (dim + 0.05)
}

const grounds = ['bg', 'side', 'raise', 'hover', 'selected', 'line-soft']
const texts = ['text', 'dim', 'faint', 'accent', 'ok', 'warn', 'bad']
const hues = ['orange', 'red', 'green', 'blue', 'violet', 'teal'].map((hue) => ['hue-text', `hue-${hue}`])
const pairs = [
  ...grounds.flatMap((ground) => texts.map((text) => [text, ground])),
  ...hues,
  ['accent-text', 'accent'],
  ['accent-text', 'accent-hover'],
  ['accent', 'accent-soft'],
  ['text', 'warn-soft'],
  ['dim', 'warn-soft'],
  ['warn', 'warn-soft'],
]

test.each(pairs)('%s on %s can be read', (text = '', ground = '') => {
  for (const theme of ['light', 'dark'] as const) {
    const [a, b] = [colours.get(text)?.[theme], colours.get(ground)?.[theme]]
    expect(contrast(a ?? '', b ?? ''), theme).toBeGreaterThanOrEqual(needed)
  }
})
