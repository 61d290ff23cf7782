// `npm run package [-- TARGET…]`: the program in dist/, and what can be made of it here. `--release` refuses a runtime
// that is not the one of package.json; `--inspectable` lets Playwright in, for the end-to-end suite. `--sign FOLDER` and
// `--manifests FOLDER` finish a release whose files are in a folder: the signatures of its feed, and what winget, Homebrew
// and flatpak install it by.
import { parseArgs } from 'node:util'
import { updateKey } from '../bundle-config.ts'
import { repoRoot } from '../paths.ts'
import { homepageOf, readRepository } from '../repository.ts'
import { writeManifests } from './manifests/write-manifests.ts'
import { makePackages, manifestVersion } from './package.ts'
import { signFeed } from './sign-feed.ts'
import { selectTargets } from './targets.ts'
import { readCommit, versionOf } from './version.ts'

const { values, positionals } = parseArgs({
  options: {
    release: { type: 'boolean', default: false },
    inspectable: { type: 'boolean', default: false },
    sign: { type: 'string' },
    manifests: { type: 'string' },
  },
  allowPositionals: true,
})
const selection = selectTargets(positionals)
if (selection.ok) {
  try {
    const { sign, manifests, ...how } = values
    if (sign === undefined && manifests === undefined)
      await makePackages({ ...how, targets: selection.targets, asked: positionals, print })
    if (sign !== undefined) for (const name of await signFeed(sign, privateKey(), updateKey())) print(`${name}.sig`)
    if (manifests !== undefined) for (const file of await manifestsOf(manifests)) print(file)
  } catch (error) {
    process.stderr.write(`npm run package: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
} else {
  process.stderr.write(`npm run package: ${selection.message}\n`)
  process.exitCode = 2
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function privateKey(): string {
  const key = process.env['UPDATE_PRIVATE_KEY']
  if (!key) throw new Error('--sign needs the private key in UPDATE_PRIVATE_KEY.')
  return key
}

async function manifestsOf(folder: string): Promise<readonly string[]> {
  const repository = readRepository(repoRoot)
  if (!repository) throw new Error('--manifests needs `repository` in package.json, where the files are got from.')
  const { tag, time } = await readCommit(repoRoot)
  return writeManifests(folder, {
    version: versionOf(tag, await manifestVersion()),
    homepage: homepageOf(repository),
    date: (time === undefined ? new Date() : new Date(time * 1000)).toISOString().slice(0, 10),
  })
}
