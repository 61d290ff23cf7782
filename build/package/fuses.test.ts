import { expect, it } from 'vitest'
import { releaseFuses, wrongFuses } from './fuses.ts'

it('finds nothing wrong with the fuses of a release', () => {
  expect(wrongFuses(releaseFuses, releaseFuses)).toEqual([])
})

it.each([
  ['RunAsNode', true, 'RunAsNode is on, not off'],
  ['OnlyLoadAppFromAsar', false, 'OnlyLoadAppFromAsar is off, not on'],
  ['EnableCookieEncryption', null, 'EnableCookieEncryption is unknown, not on'],
] as const)('names %s when it is %s', (name, state, phrase) => {
  expect(wrongFuses({ ...releaseFuses, [name]: state }, releaseFuses)).toEqual([phrase])
})
