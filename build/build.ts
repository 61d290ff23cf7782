import { fileURLToPath } from 'node:url'
import { build } from 'electron-vite'
import { fingerprintSources, markBuilt } from './freshness.ts'
import { repoRoot } from './paths.ts'

// Builds the three bundles into out/ and notes from which sources. `--quiet` prints warnings and errors only.
const fingerprint = await fingerprintSources(repoRoot)
process.chdir(repoRoot)
await build({
  root: repoRoot,
  configFile: fileURLToPath(new URL('electron.vite.config.ts', import.meta.url)),
  logLevel: process.argv.includes('--quiet') ? 'warn' : 'info',
})
await markBuilt(repoRoot, fingerprint)
