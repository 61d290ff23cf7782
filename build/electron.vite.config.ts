import { defineConfig } from 'electron-vite'
import { bundleConfig } from './bundle-config.ts'
import { repoRoot } from './paths.ts'

export default defineConfig(({ command }) => bundleConfig(repoRoot, command === 'serve'))
