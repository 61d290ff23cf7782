import { describe, expect, it } from 'vitest'
import { goScalar } from './go-scalar.ts'

const tag = (kind: string): string => `tag:yaml.org,2002:${kind}`

describe('goScalar', () => {
  it.each(['yes', 'Y', 'on', 'TRUE'])('takes %s for true', (word) => expect(goScalar(word, true, undefined)).toBe(true))
  it.each(['n', 'NO', 'Off', 'false'])('takes %s for false', (word) =>
    expect(goScalar(word, true, undefined)).toBe(false),
  )
  it.each(['', '~', 'Null', 'NULL'])('takes %j for nothing', (word) =>
    expect(goScalar(word, true, undefined)).toBeNull(),
  )
  it.each<[string, bigint | number]>([
    ['12', 12n],
    ['012', 10n],
    ['0o12', 10n],
    ['0x1f', 31n],
    ['0b11', 3n],
    ['1_000', 1000n],
    ['-5', -5n],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['18446744073709551616', 2 ** 64],
    ['08', 8],
    ['1e3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    ['-.inf', Number.NEGATIVE_INFINITY],
  ])('takes %s for a number', (word, value) => expect(goScalar(word, true, undefined)).toBe(value))
  it.each(['2001-01-01', '1:30', '1.2.3', '0o9', '0xg', '1e400', 'tRue', '-', '+', '.', '<<', '=', '12a', '0_x'])(
    'takes %s for a word',
    (word) => expect(goScalar(word, true, undefined)).toBe(word),
  )
  it('takes what is quoted for a word, whatever it looks like', () =>
    expect(goScalar('12', false, undefined)).toBe('12'))

  it.each<[string, string, unknown]>([
    ['str', '12', '12'],
    ['int', '12', 12n],
    ['float', '3', 3n],
    ['bool', 'yes', true],
    ['null', '', null],
    ['timestamp', '2001-01-01', '2001-01-01'],
    ['binary', 'aGVs\nbG8=', 'hello'],
    ['other', '12', '12'],
  ])('obeys a tag !!%s', (kind, word, value) => expect(goScalar(word, true, tag(kind))).toBe(value))
  it('takes what has a tag without a name, or one of somebody, for a word', () => {
    expect([goScalar('12', true, '!'), goScalar('12', true, '!mine')]).toEqual(['12', '12'])
  })
  it.each([
    ['int', 'x'],
    ['null', 'x'],
    ['bool', '1'],
    ['binary', '%'],
  ])('refuses a tag !!%s that is not so', (kind, word) => {
    expect(() => goScalar(word, true, tag(kind))).toThrow(`!!${kind}`)
  })
})
