import { beforeEach, expect, test } from 'vitest'
import type { Dashboard } from '../../shared/desk.ts'
import { WallPictures } from './wall-pictures.ts'

const grafana: Dashboard = { cluster: 'prod', namespace: 'monitoring', name: 'grafana', port: '' }
const jaeger: Dashboard = { ...grafana, name: 'jaeger' }

let living: Set<string>
let pinned: Set<string>
let failing: Set<string>
let loaded: string[]
let atOnce: number
let pictures: WallPictures<string>
beforeEach(() => {
  living = new Set()
  pinned = new Set()
  failing = new Set()
  loaded = []
  atOnce = 0
  let now = 0
  pictures = new WallPictures({
    live: ({ name }) => Promise.resolve(living.has(name) ? { picture: `live ${name}` } : null),
    load: async ({ name }) => {
      atOnce = Math.max(atOnce, ++now)
      await new Promise((done) => setImmediate(done))
      now--
      loaded.push(name)
      if (name === 'broken') throw new Error('no view')
      return failing.has(name) ? { failure: 'no-endpoints' } : { picture: `${name} ${loaded.length}` }
    },
    mayLoad: ({ name }) => Promise.resolve(pinned.has(name)),
    encode: (picture) => `data:${picture}`,
  })
})
const look = async (dashboard: Dashboard) => await pictures.channels['wall.look'](dashboard)
const picture = async (dashboard: Dashboard) => (await look(dashboard)).picture

test('a page in a tab is looked at where it is', async () => {
  living.add('grafana')
  expect(await picture(grafana)).toBe('data:live grafana')
  expect(loaded).toEqual([])
})

test('one that may be loaded is, each time anew, and others never are', async () => {
  pinned.add('grafana')
  expect(await picture(grafana)).toBe('data:grafana 1')
  expect(await picture(grafana)).toBe('data:grafana 2')
  expect(await picture(jaeger)).toBeNull()
  expect(loaded).toEqual(['grafana', 'grafana'])
})

test('what was seen last stays when there is nothing to see now', async () => {
  living.add('grafana')
  await picture(grafana)
  living.clear()
  expect(await picture(grafana)).toBe('data:live grafana')
})

test('a page of Porthole’s own is no picture, and takes the place of the last one only while it stands there', async () => {
  pinned.add('grafana')
  await picture(grafana)
  failing.add('grafana')
  expect(await look(grafana)).toEqual({ picture: null, failure: 'no-endpoints' })
  pinned.clear()
  expect(await look(grafana)).toEqual({ picture: 'data:grafana 1', failure: null })
})

test('never two are loaded at once, and one that fails keeps none waiting', async () => {
  for (const name of ['grafana', 'jaeger', 'broken']) pinned.add(name)
  const broken = picture({ ...grafana, name: 'broken' })
  const all = Promise.all([picture(grafana), picture(jaeger)])
  await expect(broken).rejects.toThrow('no view')
  expect(await all).toEqual(['data:grafana 2', 'data:jaeger 3'])
  expect(atOnce).toBe(1)
})
