import { setImmediate } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { withTab, withWindow } from './tab-list.ts'
import { TabRecord } from './tab-record.ts'

const ref = (name: string) => ({ cluster: 'prod', namespace: 'default', name, port: '80' })

function open(record: TabRecord, name: string): number {
  const id = record.newId()
  record.set(withTab(record.state, id, ref(name), `http://${name}.localhost/`))
  return id
}

test('tells once of all that changed in a turn', async () => {
  const changed = vi.fn()
  const record = new TabRecord(changed)
  open(record, 'one')
  open(record, 'two')
  expect(changed).not.toHaveBeenCalled()
  await setImmediate()
  expect(changed.mock.calls).toEqual([[record.state]])
  record.set(record.state)
  await setImmediate()
  expect(changed).toHaveBeenCalledTimes(1)
})

test('keeps the last 20 that were closed, with their places, and gives each back once', () => {
  const record = new TabRecord(() => undefined)
  const ids = Array.from({ length: 21 }, (_, at) => open(record, `s${at}`))
  for (const id of ids) record.close(id)
  const taken = Array.from({ length: 21 }, () => record.takeClosed())
  expect(taken[0]).toEqual({ ref: ref('s20'), url: 'http://s20.localhost/', place: 0 })
  expect(taken[19]?.ref.name).toBe('s1')
  expect(taken[20]).toBeUndefined()
})

test('forgets a window of a page, and has no closed tab', () => {
  const record = new TabRecord(() => undefined)
  const opener = open(record, 'one')
  const id = record.newId()
  record.set(withWindow(record.state, id, record.tab(opener), 'about:blank'))
  record.close(id)
  expect(record.takeClosed()).toBeUndefined()
  expect(() => record.tab(id)).toThrow('This tab is closed.')
})
