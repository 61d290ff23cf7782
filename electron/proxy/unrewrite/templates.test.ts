import { describe, expect, it } from 'vitest'
import { ownPlaceholders } from './templates.ts'

describe('placeholders in URLs', () => {
  it.each([
    ['a call', '<img src="a-%7B%7Bstate%28%29%7D%7D.png">', '<img src="a-{{state()}}.png">'],
    ['several', '<a href="/%7B%7Ba%7D%7D/%7B%7Bb%7D%7D#%7B%7Bc%7D%7D">', '<a href="/{{a}}/{{b}}#{{c}}">'],
    ['a choice', '<a href="%7B%7Ba%20?b:c}}/x%20y">', '<a href="{{a ?b:c}}/x%20y">'],
    [
      'words and signs',
      '<a href="%7B%7Ba%20%7C%20f:%22&amp;%3C%22%7D%7D">',
      '<a href="{{a | f:&#34;&amp;&lt;&#34;}}">',
    ],
    ['another alphabet', '<a href="%7B%7B%C3%BC%7D%7D">', '<a href="{{\u00c3\u00bc}}">'],
  ])('come back: %s', (_name, tag, own) => {
    expect(ownPlaceholders(tag)).toBe(own)
  })

  it.each([
    ['one brace', '<a href="/%7Bid%7D">'],
    ['other bytes', '<a href="/a%20b">'],
    ['no attribute', '<%7B%7Ba%7D%7D>'],
  ])('and nothing else: %s', (_name, tag) => {
    expect(ownPlaceholders(tag)).toBe(tag)
  })
})
