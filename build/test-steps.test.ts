import { expect, test } from 'vitest'
import { selectSteps } from './test-steps.ts'

test.each([
  { names: [], selected: ['types', 'lint', 'unit', 'build', 'cluster', 'app', 'package'] },
  { names: ['unit'], selected: ['unit'] },
  { names: ['app', 'types', 'app'], selected: ['types', 'app'] },
])('$names runs $selected', ({ names, selected }) => {
  const selection = selectSteps(names)
  expect(selection.ok && selection.steps.map((step) => step.name)).toEqual(selected)
})

test('a name that is no step is refused, with the names there are', () => {
  const selection = selectSteps(['unit', 'e2e'])
  expect(selection).toEqual({
    ok: false,
    message: 'There is no step e2e; the steps are types, lint, unit, build, cluster, app, package.',
  })
})
