import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

export interface PackageLicence {
  readonly name: string
  readonly version: string
  /** The SPDX expression of its package.json; empty when it has none. */
  readonly licence: string
  /** The text of its licence file; empty when it ships none. */
  readonly text: string
}

/** What may be in the program: licences that ask for nothing but their notice. */
const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
])

/** The packages whose licence is none of those that may be shipped, one phrase each. */
export function refusedLicences(packages: readonly PackageLicence[]): readonly string[] {
  return packages
    .filter(({ licence }) => !isAllowed(licence))
    .map(({ name, version, licence }) => `${name}@${version}: ${licence === '' ? 'no licence' : licence}`)
}

/** An SPDX expression of plain ORs (one will do) or plain ANDs (all must); anything deeper is looked at by a person. */
function isAllowed(expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(plain)) return false
  if (plain.includes(' OR ')) return plain.split(' OR ').some((one) => allowed.has(one.trim()))
  return plain.split(' AND ').every((one) => allowed.has(one.trim()))
}

/** The notices that go with the program: each package's name, version, licence and its text. */
export function noticesText(packages: readonly PackageLicence[]): string {
  const entries = packages.map(({ name, version, licence, text }) => {
    const head = `${name} ${version} (${licence})`
    return `${head}\n${'-'.repeat(head.length)}\n\n${text === '' ? 'No licence file is part of the package.' : text.trim()}\n`
  })
  return `Porthole contains these packages. Electron's and Chromium's own notices are in files of their own.\n\n${entries.join('\n')}`
}

/** Reads the licences of installed packages, wherever below `node_modules` the lock file says that they are. */
export async function readLicences(root: string, names: readonly string[]): Promise<readonly PackageLicence[]> {
  const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as { packages: object }
  const places = Object.keys(lock.packages)
  return Promise.all(
    names.map((name) => {
      const place = places.find((one) => one === `node_modules/${name}` || one.endsWith(`/node_modules/${name}`))
      if (place === undefined) throw new Error(`package-lock.json has no ${name}, which is in the bundles.`)
      return readLicence(path.join(root, place), name)
    }),
  )
}

async function readLicence(folder: string, name: string): Promise<PackageLicence> {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Record<string, unknown>
  const { version, license } = manifest
  const file = (await readdir(folder)).find((one) => /^(licen[cs]e|copying)(\.|-|$)/i.test(one))
  return {
    name,
    version: typeof version === 'string' ? version : '',
    licence: typeof license === 'string' ? license : '',
    text: file === undefined ? '' : await readFile(path.join(folder, file), 'utf8'),
  }
}
