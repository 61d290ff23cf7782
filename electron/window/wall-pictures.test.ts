import { beforeEach, expect, test } from 'vitest'
import type { Dashboard } from '../../shared/desk.ts'
import { WallPictures } from './wall-pictures.ts'

const grafana: Dashboard = { cluster: 'prod', namespace: 'monitoring', name: 'grafana', port: '' }
const jaeger: Dashboard = { ...grafana, name: 'jaeger' }

let living: Set<string>
let pinned: Set<string>
let loaded: string[]
let atOnce: number
let pictures: WallPictures<string>
beforeEach(() => {
  living = new Set()
  pinned = new Set()
  loaded = []
  atOnce = 0
  let now = 0
  pictures = new WallPictures({
    live: ({ name }) => Promise.resolve(living.has(name) ? `live ${name}` : null),
    load: async ({ name }) => {
      atOnce = Math.max(atOnce, ++now)
      await new Promise((done) => setImmediate(done))
      now--
      loaded.push(name)
      if (name === 'broken') throw new Error('no view')
      return `${name} ${loaded.length}`
    },
    mayLoad: ({ name }) => Promise.resolve(pinned.has(name)),
    encode: (picture) => `data:${picture}`,
  })
})
const picture = (dashboard: Dashboard) => pictures.channels['wall.picture'](dashboard)

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

test('never two are loaded at once, and one that fails keeps none waiting', async () => {
  for (const name of ['grafana', 'jaeger', 'broken']) pinned.add(name)
  const broken = Promise.resolve(picture({ ...grafana, name: 'broken' }))
  const all = Promise.all([picture(grafana), picture(jaeger)])
  await expect(broken).rejects.toThrow('no view')
  expect(await all).toEqual(['data:grafana 2', 'data:jaeger 3'])
  expect(atOnce).toBe(1)
})
