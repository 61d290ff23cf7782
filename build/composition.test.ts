import { expect, it } from 'vitest'
import { atOnce, moduleName } from './composition.ts'

it.each([
  ['/app/node_modules/zod/v4/index.js', 'zod'],
  ['/app/node_modules/@kubernetes/client-node/dist/gen/a.js', '@kubernetes/client-node'],
  ['/app/node_modules/a/node_modules/b/index.js', 'b'],
  ['/app/electron/proxy/route.ts', 'electron/proxy'],
  ['/app/electron/main.ts', 'electron/main.ts'],
  ['/app/shared/failure.ts', 'shared'],
  ['/app/renderer/ui/dot.tsx?used', 'renderer'],
  ['\0vite/preload-helper.js', 'bundler'],
  ['/elsewhere/x.js', 'bundler'],
])('counts %s as %s', (id, name) => {
  expect(moduleName('/app', id)).toBe(name)
})

it('follows what a file imports at once, and not what it loads later', () => {
  const outputs = {
    'main.js': { type: 'chunk', imports: ['a.js', 'electron'], dynamicImports: ['later.js'] },
    'a.js': { type: 'chunk', imports: ['b.js', 'main.js'] },
    'b.js': { type: 'chunk' },
    'later.js': { type: 'chunk', imports: ['b.js', 'c.js'] },
  }
  expect([...atOnce(outputs, 'main.js')]).toEqual(['main.js', 'a.js', 'electron', 'b.js'])
})
