import { expect, it } from 'vitest'
import { moduleName } from './composition.ts'

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
