import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appAsset } from './app-asset.ts'

const root = join(sep, 'opt', 'porthole', 'renderer')

describe('appAsset', () => {
  it.each([
    ['app://porthole/', 'index.html', 'text/html; charset=utf-8'],
    ['app://porthole/index.html?x#y', 'index.html', 'text/html; charset=utf-8'],
    ['app://porthole/assets/main-1a.js', 'assets/main-1a.js', 'text/javascript; charset=utf-8'],
    ['app://porthole/assets/a%20b.css', 'assets/a b.css', 'text/css; charset=utf-8'],
    ['app://porthole/assets/../icon.svg', 'icon.svg', 'image/svg+xml'],
  ])('%s', (url, file, contentType) => {
    expect(appAsset(url, root)).toEqual({ file: join(root, file), contentType })
  })

  it.each([
    'app://other/index.html',
    'app://porthole@evil/index.html',
    'app://porthole:1/index.html',
    'http://porthole/index.html',
    'app://porthole/..%2fsecret.js',
    'app://porthole/%2e%2e%2f%2e%2e%2fsecret.js',
    'app://porthole/..%5c..%5csecret.js',
    'app://porthole/..%2frenderer-of-another.js',
    'app://porthole/%00.html',
    'app://porthole/%E0%A4%A.js',
    'app://porthole/assets',
    'app://porthole/assets/',
    'app://porthole/.env',
    'app://porthole/main.js.map',
    'nonsense',
  ])('refuses %s', (url) => {
    expect(appAsset(url, root)).toBeUndefined()
  })
})
