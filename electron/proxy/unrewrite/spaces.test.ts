import { describe, expect, it } from 'vitest'
import { withoutSpaces } from './spaces.ts'

describe('spaces round a URL', () => {
  it.each([
    ['<img src="%20%20/x.png">', '<img src="/x.png">'],
    ['<img alt="a" src="/x.png%20" data-x="">', '<img alt="a" src="/x.png" data-x="">'],
    ['<form action="%20//cdn.example/x%20%20">', '<form action="//cdn.example/x">'],
    ['<a href="%20#x%20">', '<a href="#x">'],
    ['<a href="%20/x?y=z%20">', '<a href="/x?y=z%20">'],
    ['<a href="%20">', '<a href="">'],
    ['<a href="%20a%20b%20" cite="%20c">', '<a href="a%20b" cite="c">'],
  ])('are left out again: %s', (tag, own) => {
    expect(withoutSpaces(tag)).toBe(own)
  })

  it.each([
    '<a href="/a%20b">',
    '<a href="/x?y=z%20">',
    '<a title="%20x%20">',
    '<a data-href="%20x">',
    '<a href="/x%20/y">',
    '<a href="/x"> %20',
  ])('and nothing else: %s', (tag) => {
    expect(withoutSpaces(tag)).toBe(tag)
  })
})
