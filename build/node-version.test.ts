import { expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { nodeProblem } from './node-version.ts'

it.each([
  ['18.20.8', 'this is Node 18.20.8; Porthole needs 20.18.0 or newer.'],
  ['20.17.0', 'this is Node 20.17.0; Porthole needs 20.18.0 or newer.'],
  ['20.18.0', undefined],
  ['26.1.0', undefined],
])('of Node %s it says %j', (running, problem) => expect(nodeProblem(running, '>=20.18')).toBe(problem))

it('is looked at before any script of package.json is read', () => {
  const ours = Object.values(manifest.scripts).filter((script) => script.startsWith('node '))
  expect(ours.length).toBeGreaterThan(5)
  expect(ours.filter((script) => !script.startsWith('node --import ./build/run.mjs '))).toEqual([])
})
