import { expect, it } from 'vitest'
import { strangersIn } from './contents.ts'

it('lets bundles and the manifest in, and nothing else', () => {
  const good = ['/package.json', '/out', '/out/main/main.js', '/out/renderer/assets/index-BuildX.css']
  const bad = [
    '/out/main/main.js.map',
    '/out/main/route.test.js',
    '/node_modules/zod/index.js',
    '/electron/main.ts',
    '/e2e/app/demo.js',
  ]
  expect(strangersIn([...good, ...bad])).toEqual(bad)
})
