import { describe, expect, it } from 'vitest'
import { exportText, withImport } from './exchange.ts'
import { defaultSettings, type Settings } from './settings.ts'

const pin = { cluster: 'a', namespace: 'b', name: 'c', port: '' }
const settings: Settings = {
  ...defaultSettings,
  preferences: { ...defaultSettings.preferences, theme: 'dark' },
  clusters: { a: { readOnly: true, wholeApi: false } },
  looks: { a: { name: 'Mine' } },
  pins: [pin],
  recents: [pin],
  tabs: { open: [{ ...pin, path: '/secret' }], active: 0, split: null },
}
const file = (more: object) => JSON.stringify({ version: 1, ...more })

describe('exportText', () => {
  it('holds what another computer has use for, and nothing that the schema does not know', () => {
    const odd = {
      ...settings,
      token: 'eyJ',
      preferences: { ...settings.preferences, password: 'hunter2' },
      looks: { a: { name: 'Mine', key: 'private' } },
      pins: [{ ...pin, cookie: 'c=1' }],
    }
    const text = exportText(odd)
    expect(text).not.toMatch(/eyJ|hunter2|private|cookie|secret|recents/)
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      preferences: { theme: 'dark' },
      looks: { a: { name: 'Mine' } },
      pins: [pin],
    })
  })

  it('comes back whole, and changes nothing where it came from', () => {
    const back = withImport(settings, exportText(settings))
    expect(back).toEqual({ ok: true, settings, changes: [], ignored: [] })
    const elsewhere = withImport(defaultSettings, exportText(settings))
    expect(elsewhere).toMatchObject({ settings: { ...settings, recents: [], tabs: defaultSettings.tabs } })
  })
})

describe('withImport', () => {
  it('adds and changes, takes nothing away, and says what', () => {
    const more = {
      preferences: { port: 9000 },
      clusters: { a: { readOnly: false, wholeApi: true } },
      pins: [{ ...pin, name: 'd' }],
    }
    const result = withImport(settings, file(more))
    expect(result).toMatchObject({
      ok: true,
      settings: { preferences: { theme: 'dark', port: 9000 }, looks: settings.looks },
      changes: [
        { entry: 'clusters › a › readOnly', before: 'true', after: 'false', loosens: true },
        { entry: 'clusters › a › wholeApi', before: 'false', after: 'true', loosens: true },
        { entry: 'preferences › port', before: '8001', after: '9000', loosens: false },
        { entry: 'pins', loosens: false },
      ],
    })
    expect(result.ok && result.settings.pins.map(({ name }) => name)).toEqual(['c', 'd'])
  })

  it('names what it leaves out: what is broken, and what it does not know', () => {
    const result = withImport(settings, file({ preferences: { port: 'x', colour: 1 }, tokens: {} }))
    expect(result).toMatchObject({
      settings,
      changes: [],
      ignored: ['preferences.port', 'tokens', 'preferences.colour'],
    })
  })

  it('takes neither the place of a window, nor tabs, nor what was opened', () => {
    const other = { ...settings, recents: [], tabs: defaultSettings.tabs, window: null }
    expect(withImport(settings, JSON.stringify(other))).toMatchObject({ settings, changes: [] })
  })

  it.each([
    ['not JSON', 'kind: Config', 'not a settings file'],
    ['a list', '[]', 'not a JSON object'],
    ['without a version', '{}', 'its version is not 1'],
    ['from the future', '{"version":2}', 'newer Porthole'],
  ])('refuses what is %s', (_name, text, reason) => {
    const result = withImport(settings, text)
    expect(!result.ok && result.reason).toContain(reason)
  })
})
