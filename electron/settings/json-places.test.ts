import { describe, expect, it, test } from 'vitest'
import { jsonPlaces } from './json-places.ts'

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a": 1,}', 1, 9, 'a name in double quotes'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma or }'],
    ['{"a" 1}', 1, 6, 'a colon'],
    ['{a: 1}', 1, 2, 'a name in double quotes'],
    ['[1, 2', 1, 6, 'a comma or ]'],
    ['{\r\n\t"a": tru\r\n}', 2, 7, 'a value'],
    ['{"a": 01}', 1, 7, 'a value'],
    ['{"a": "x\ny"}', 1, 7, 'a value'],
    ['', 1, 1, 'a value'],
    ['{} {}', 1, 4, 'the end of the file'],
    ['{"a": 1} // note', 1, 10, 'the end of the file'],
  ])('%j: line %i, column %i, %s', (text, line, column, wanted) => {
    expect(() => void JSON.parse(text)).toThrow()
    expect(jsonPlaces(text).fault).toEqual({ line, column, wanted })
  })

  it.each(['null', ' [ ] ', '{"a":{"b":[1,-2.5e+3,true,"\\u00e9\\n"]}}', '"x"', '0'])('nowhere in %j', (text) => {
    expect(() => void JSON.parse(text)).not.toThrow()
    expect(jsonPlaces(text).fault).toBeNull()
  })
})

test.each([
  ['preferences.port', { line: 2, column: 27 }],
  ['clusters["eu-1"].readOnly', { line: 3, column: 37 }],
  ['pins[1]', { line: 4, column: 17 }],
  ['pins[9]', undefined],
  ['preferences.constructor', undefined],
])('the entry %s stands at %o', (way, place) => {
  const text = `{
  "preferences": {"port": "x"},
  "clusters": {"eu-1": {"readOnly": 3}},
  "pins": [{ }, 7]
}`
  expect(jsonPlaces(text).placeOf(way)).toEqual(place)
})
