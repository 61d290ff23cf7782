import { describe, expect, it } from 'vitest'
import { ownLink } from './links.ts'

describe('a link that leads nowhere', () => {
  it.each([
    ['<a href="">', '<a href="#">'],
    ['<a class="btn" href="" onclick="go()">', '<a class="btn" href="#" onclick="go()">'],
    ['<area shape="default" href="">', '<area shape="default" href="#">'],
  ])('leads to the page’s own top again: %s', (tag, own) => {
    expect(ownLink(tag)).toBe(own)
  })

  it.each([
    '<a href="" ng-click="go()">',
    '<a data-ng-click="go()" href="">',
    '<a href="/x">',
    '<a name="x">',
    '<a data-href="">',
    '<abbr href="">',
    '<link href="">',
    '<base href="">',
    '<form action="">',
  ])('is nothing else: %s', (tag) => {
    expect(ownLink(tag)).toBe(tag)
  })
})
