import { expect, it } from 'vitest'
import { ownArguments } from './own-arguments.ts'

it.each([
  [['/opt/Porthole/porthole', 'list', '-A'], false, ['list', '-A']],
  [['electron', '--no-sandbox', '/checkout', 'list', '/x'], true, ['--no-sandbox', 'list', '/x']],
  [['electron'], true, []],
])('takes the arguments of %j', (argv, development, own) => {
  expect(ownArguments(argv, development)).toEqual(own)
})
