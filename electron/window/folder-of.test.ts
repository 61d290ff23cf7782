import path from 'node:path'
import { expect, it } from 'vitest'
import { folderOf } from './folder-of.ts'

it.each([
  ['/home/ada/Downloads/a.csv', '~/Downloads'],
  ['/home/ada/a.csv', '~'],
  ['/home/ada/..hidden/a.csv', '~/..hidden'],
  ['/home/adam/a.csv', '/home/adam'],
  ['/tmp/a.csv', '/tmp'],
  ['/a.csv', '/'],
])('%s lies in %s', (file, folder) => expect(folderOf(file, '/home/ada', path.posix)).toBe(folder))

it.each([
  ['C:\\Users\\Ada\\Downloads\\a.csv', '~\\Downloads'],
  ['D:\\a.csv', 'D:\\'],
])('%s lies in %s', (file, folder) => expect(folderOf(file, 'C:\\Users\\Ada', path.win32)).toBe(folder))
