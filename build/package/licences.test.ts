import { expect, it } from 'vitest'
import { repoRoot } from '../paths.ts'
import { noticesText, readLicences, refusedLicences } from './licences.ts'

const of = (licence: string) => ({ name: 'a', version: '1.0.0', licence, text: '' })

it.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0)', 'MIT AND ISC'])('allows %s', (licence) => {
  expect(refusedLicences([of(licence)])).toEqual([])
})

it.each([
  ['GPL-3.0', 'a@1.0.0: GPL-3.0'],
  ['MIT AND GPL-2.0', 'a@1.0.0: MIT AND GPL-2.0'],
  ['(MIT OR (ISC AND GPL-2.0))', 'a@1.0.0: (MIT OR (ISC AND GPL-2.0))'],
  ['', 'a@1.0.0: no licence'],
])('refuses "%s"', (licence, phrase) => {
  expect(refusedLicences([of(licence)])).toEqual([phrase])
})

it('reads an installed package and notes its licence', async () => {
  const [zod] = await readLicences(repoRoot, ['zod'])
  expect(zod).toMatchObject({ name: 'zod', licence: 'MIT' })
  expect(noticesText(zod ? [zod] : [])).toMatch(/^zod [\d.]+ \(MIT\)\n-+\n\nMIT License/m)
})
