import { describe, expect, it } from 'vitest'
import { parseSettings } from './parse-settings.ts'
import {
  classicPortOf,
  clusterSettingsOf,
  defaultSettings,
  profileCounts,
  profileLimit,
  profileRecordOf,
  withoutProfilesOf,
  withProfile,
  type ProfileRecord,
} from './settings.ts'

const dashboard = { cluster: 'prod', namespace: 'shop', name: 'cart', port: '' }
const record: ProfileRecord = { learned: { host: 'localhost' }, set: {} }
const other: ProfileRecord = { learned: {}, set: { transport: 'service-proxy' } }

describe('Settings', () => {
  it.each(['constructor', '__proto__', 'unknown'])('know nothing of a cluster called %s', (id) => {
    expect(classicPortOf(defaultSettings, id)).toBeUndefined()
    expect(clusterSettingsOf(defaultSettings, id)).toEqual({ readOnly: false, wholeApi: false })
    expect(profileRecordOf(defaultSettings, id)).toBeUndefined()
  })

  it('put a changed profile at the end, and forget one that says nothing', () => {
    const two = withProfile(withProfile(defaultSettings, 'a', record), 'b', record)
    expect(Object.keys(withProfile(two, 'a', other).profiles)).toEqual(['b', 'a'])
    expect(Object.keys(withProfile(two, 'a', { learned: {}, set: {} }).profiles)).toEqual(['b'])
  })

  it('count and forget the profiles of one cluster', () => {
    const keys = ['prod/a/b/c', 'prod-2/a/b/c', 'prod/a/b/d', 'constructor/a/b/c']
    const all = keys.reduce((value, key) => withProfile(value, key, record), defaultSettings)
    expect(Object.entries(profileCounts(all))).toEqual([
      ['prod', 2],
      ['prod-2', 1],
      ['constructor', 1],
    ])
    expect(Object.keys(withoutProfilesOf(all, 'prod').profiles)).toEqual(['prod-2/a/b/c', 'constructor/a/b/c'])
    expect(withoutProfilesOf(all, 'none')).toBe(all)
  })

  it('stay the same object when a profile says nothing new', () => {
    const one = withProfile(defaultSettings, 'a', record)
    expect(withProfile(one, 'a', { learned: { host: 'localhost' }, set: {} })).toBe(one)
    expect(withProfile(one, 'b', { learned: {}, set: {} })).toBe(one)
  })

  it('drop the oldest profile beyond the limit', () => {
    const profiles = Object.fromEntries(Array.from({ length: profileLimit }, (_, at) => [`p/${at}`, record]))
    const keys = Object.keys(withProfile({ ...defaultSettings, profiles }, 'new', record).profiles)
    expect([keys.length, keys[0], keys.at(-1)]).toEqual([profileLimit, 'p/1', 'new'])
  })
})

describe('parseSettings', () => {
  it.each([
    ['', 'broken'],
    ['{"version":1', 'broken'],
    ['[]', 'broken'],
    ['null', 'broken'],
    ['{}', 'broken'],
    ['{"version":0}', 'broken'],
    ['{"version":"2"}', 'broken'],
    ['{"version":2}', 'newer'],
    ['{"version":1}', 'settings'],
  ])('of %s: %s', (text, kind) => {
    expect(parseSettings(text).kind).toBe(kind)
  })

  it('leaves broken entries out, names them, and keeps the others', () => {
    const text = JSON.stringify({
      version: 1,
      classicPorts: { a: 8002, b: 0, c: 70_000, d: '8003' },
      clusters: { a: { readOnly: true, wholeApi: false }, b: { readOnly: 1 } },
      looks: { a: { name: 'Shop', color: 'red' }, b: { color: 'puce' }, c: { name: '' } },
      namespaces: { a: ['shop', 'web'], b: ['No'], c: 'shop' },
      pages: { 'a/b/c': { zoom: 125, permissions: { camera: 'block' } }, 'a/b/d': { zoom: 'large' } },
      profiles: { 'a/b/c/d': record, 'a/b/c/e': { learned: { transport: 'pigeon' }, set: {} } },
      pins: [dashboard, { ...dashboard, name: '' }],
      recents: { not: 'a list' },
      preferences: { theme: 'dark', port: 0, readOnly: true, defaultNamespaces: ['shop'] },
      told: ['tray', 'of a newer version'],
      list: { sort: 'luck' },
      window: { x: 1.5, y: 0, width: 800, height: 600, maximized: false },
      tabs: {
        open: [
          { ...dashboard, path: '/d' },
          { ...dashboard, path: 'd' },
        ],
        active: 3,
      },
    })
    expect(parseSettings(text)).toEqual({
      kind: 'settings',
      settings: {
        version: 1,
        preferences: { ...defaultSettings.preferences, theme: 'dark', readOnly: true, defaultNamespaces: ['shop'] },
        classicPorts: { a: 8002 },
        clusters: { a: { readOnly: true, wholeApi: false } },
        looks: { a: { name: 'Shop', color: 'red' } },
        namespaces: { a: ['shop', 'web'] },
        pages: { 'a/b/c': { zoom: 125, permissions: { camera: 'block' } } },
        profiles: { 'a/b/c/d': record },
        pins: [dashboard],
        recents: [],
        list: defaultSettings.list,
        told: ['tray'],
        window: null,
        tabs: { open: [{ ...dashboard, path: '/d' }], active: null, split: null },
      },
      broken: [
        'preferences.port',
        'classicPorts.b',
        'classicPorts.c',
        'classicPorts.d',
        'clusters.b',
        'looks.b',
        'looks.c',
        'namespaces.b',
        'namespaces.c',
        'pages["a/b/d"]',
        'profiles["a/b/c/e"]',
        'pins[1]',
        'recents',
        'list',
        'window',
        'tabs.open[1]',
      ],
    })
  })

  it('leaves a broken section out', () => {
    const parsed = parseSettings('{"version":1,"clusters":[],"classicPorts":{"a":8002}}')
    expect(parsed).toMatchObject({ settings: { classicPorts: { a: 8002 } }, broken: ['clusters'] })
  })
})
