import path from 'node:path'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'electron-vite'
import { writeComposition } from './composition.ts'
import { drawTrayIcons } from './tray-icons.ts'
import { devUpdateKey } from './package/dev-update-key.ts'
import { homepageOf, readRepository } from './repository.ts'

/**
 * The oldest runtime we run on is Electron 33 (Node 20.18, Chromium 130). Said outright, because electron-vite would
 * take the targets from the installed `electron` package, which is newer.
 */
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

/** The public key of releases, where the build is told one. */
export function updateKey(env: NodeJS.ProcessEnv = process.env): string {
  return env['PORTHOLE_UPDATE_KEY'] || devUpdateKey.public
}

/**
 * The three bundles of the app in `root`: main (`main` for Electron, `headless` for plain Node), preload and renderer.
 * Everything but Electron and Node's own modules is bundled: a start reads few files, and no node_modules are shipped.
 */
export function bundleConfig(root: string, development: boolean): UserConfig {
  const minify = !development
  const repository = readRepository(root)
  const sourcemap = development ? 'inline' : false
  return {
    main: {
      root,
      // What stands before the window does not read what checks and hashes: that waits until its page is on the way.
      plugins: [
        writeComposition(root, 'main', { start: 'main.js', without: ['zod', '@noble/hashes'] }),
        drawTrayIcons(root),
      ],
      define: {
        // Their optional native add-ons are not installed: the look for them in folders above the app is left out.
        'process.env.WS_NO_BUFFER_UTIL': '"1"',
        'process.env.WS_NO_UTF_8_VALIDATE': '"1"',
        // Where releases are, and who signs them: the build says it, and nothing at run time can.
        PORTHOLE_HOMEPAGE: JSON.stringify(repository ? homepageOf(repository) : null),
        PORTHOLE_UPDATE_KEY: JSON.stringify(updateKey()),
      },
      build: {
        target: nodeTarget,
        outDir: path.join(root, 'out/main'),
        externalizeDeps: false,
        minify,
        sourcemap,
        // The Kubernetes client is one large chunk that is loaded after the window, on purpose.
        chunkSizeWarningLimit: 5000,
        rolldownOptions: {
          input: { main: path.join(root, 'electron/main.ts'), headless: path.join(root, 'electron/headless.ts') },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      root,
      plugins: [writeComposition(root, 'preload')],
      build: {
        target: nodeTarget,
        outDir: path.join(root, 'out/preload'),
        externalizeDeps: false,
        minify,
        sourcemap,
        rolldownOptions: {
          input: { preload: path.join(root, 'electron/preload.ts') },
          // A sandboxed preload is one CommonJS file: its `require` knows only Electron and four modules of Node.
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
    renderer: {
      root: path.join(root, 'renderer'),
      plugins: [react(), writeComposition(root, 'renderer', { without: ['zod'] })],
      build: {
        target: chromeTarget,
        outDir: path.join(root, 'out/renderer'),
        // Nothing is inlined as a data: URL: the content security policy allows fonts and scripts from 'self' only.
        assetsInlineLimit: 0,
        minify,
        sourcemap,
        chunkSizeWarningLimit: 1000,
        rolldownOptions: {
          input: path.join(root, 'renderer/index.html'),
          // The page reads the contract's types alone: told that to make a schema does nothing else, the bundler leaves
          // the schemas out, and zod with them.
          treeshake: { manualPureFunctions: ['z'] },
        },
      },
    },
  }
}
