import { describe, expect, test } from 'vitest'
import type { Tab } from '../../shared/tabs-state.ts'
import { openSettings } from '../settings/settings-store.ts'
import { DeskKeeper, keptTabsOf } from './desk.ts'

const grafana = { cluster: 'prod', namespace: 'monitoring', name: 'grafana', port: '' }
const tab = (url: string): Tab => ({
  id: 7,
  cluster: 'prod',
  namespace: 'monitoring',
  service: 'grafana',
  port: '',
  title: 'Payroll',
  favicon: 'data:,',
  url,
  loading: false,
  canGoBack: false,
  canGoForward: false,
  problem: null,
  failure: null,
  stuck: false,
  zoom: 100,
  found: null,
  question: null,
  askedPort: null,
  socketLost: false,
  decided: false,
  origin: 'http://web.localhost',
  opener: null,
})

describe('the desk', () => {
  test('tells of each change, and of nothing else', async () => {
    const desk = new DeskKeeper(await openSettings(undefined))
    const told: number[] = []
    desk.on('changed', ({ pins, recents }) => told.push(pins.length * 10 + recents.length))
    desk.opened(grafana)
    desk.opened(grafana)
    await desk.channels['desk.pin']({ dashboard: grafana, pinned: true })
    await desk.channels['desk.pin']({ dashboard: grafana, pinned: true })
    await desk.channels['desk.pin']({ dashboard: grafana, pinned: false })
    expect(told).toEqual([1, 11, 1])
  })

  test.each([
    ['http://g.m.prod.localhost:8001/d/abc?orgId=1&token=s3cret#x', '/d/abc'],
    ['http://g.m.prod.localhost:8001/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlMTIzNDU2', '/'],
  ])('keeps of %s the path %s, and no title', async (url, path) => {
    const settings = await openSettings(undefined)
    new DeskKeeper(settings).keepTabs({ tabs: [tab(url)], active: 7, split: null })
    expect(settings.value.tabs).toEqual({ open: [{ ...grafana, path }], active: 0, split: null })
  })
})

describe('tabs of last time', () => {
  const on = (cluster: string) => ({ ...grafana, cluster, path: '/' })
  const open = [on('a'), on('gone'), on('b'), on('c')]
  test.each([
    ['places move up', 3, 2, { active: 2, split: 1 }],
    ['none was on show', null, null, { active: null, split: null }],
    ['the one on show is gone', 1, null, { active: null, split: null }],
    ['the right one of the pair is gone', 0, 0, { active: 0, split: null }],
    ['the left one of the pair is gone', 0, 1, { active: 0, split: null }],
  ])('%s', (_name, active, split, expected) => {
    const kept = keptTabsOf({ open, active, split }, (cluster) => cluster !== 'gone')
    expect(kept).toEqual({ open: [open[0], open[2], open[3]], ...expected })
  })

  test('windows that a page opened are not kept; their page is on show in their place', async () => {
    const settings = await openSettings(undefined)
    const tabs = [tab('http://a/'), { ...tab('http://b/'), id: 8 }, { ...tab('about:blank'), id: 9, opener: 8 }]
    new DeskKeeper(settings).keepTabs({ tabs, active: 9, split: { left: 8, right: 9 } })
    expect(settings.value.tabs).toMatchObject({ open: [{ path: '/' }, { path: '/' }], active: 1, split: null })
  })

  test('the pair is kept by the place of its left one', async () => {
    const settings = await openSettings(undefined)
    const tabs = [tab('http://a/'), { ...tab('http://b/'), id: 8 }, { ...tab('http://c/'), id: 9 }]
    new DeskKeeper(settings).keepTabs({ tabs, active: null, split: { left: 8, right: 9 } })
    expect(settings.value.tabs).toMatchObject({ active: null, split: 1 })
  })
})
