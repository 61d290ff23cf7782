import { packAsar } from './asar.ts'

/**
 * The program inside a runtime that has no app of its own: it runs the app whose folder is the first argument that is
 * no switch, as `electron FOLDER` of a stock distribution does. An ES module with a top-level await, so that Electron
 * holds back `ready` until the app's main module has run (an app:// scheme can only be registered before).
 */
const source = `import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
const manifest = folder === undefined ? '' : path.resolve(folder, 'package.json')
if (existsSync(manifest)) {
  const { name, productName, version, main = 'index.js' } = JSON.parse(readFileSync(manifest, 'utf8'))
  const root = path.dirname(manifest)
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  if (version) app.setVersion(version)
  if (productName ?? name) app.name = productName ?? name
  app.setAppPath(root)
  try {
    await import(pathToFileURL(path.resolve(root, main)).href)
  } catch (error) {
    console.error(error)
    app.exit(1)
  }
} else {
  console.error('usage: electron FOLDER [ARGUMENTS]   (FOLDER holds a package.json)')
  app.exit(2)
}
`

/** The bytes of `resources/default_app.asar`. */
export function packDefaultApp(): Buffer {
  const manifest = { name: 'default-app', type: 'module', main: 'main.js' }
  return packAsar({ 'package.json': JSON.stringify(manifest), 'main.js': source })
}
