// `node --import ./build/run.mjs build/docs/check-external.ts`: asks every address outside that the documents and package.json name. For the public
// workflow: no test depends on other people's servers.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { repoRoot } from '../paths.ts'
import { homepageOf, readRepository } from '../repository.ts'
import { externalLinks } from './links.ts'

/** For one answer, milliseconds. */
const limit = 20_000

const folders = ['.', 'docs']
const files = await Promise.all(
  folders.map(async (folder) => (await readdir(path.join(repoRoot, folder))).map((name) => path.join(folder, name))),
)
const asked = new Map<string, string>()
for (const file of files.flat().filter((name) => name.endsWith('.md')))
  for (const link of externalLinks(await readFile(path.join(repoRoot, file), 'utf8'))) asked.set(link, file)
// What the program and its packages lead to.
const repository = readRepository(repoRoot)
if (repository)
  for (const page of ['', '/issues', '/releases']) asked.set(`${homepageOf(repository)}${page}`, 'package.json')

let dead = 0
for (const [link, file] of asked) {
  const problem = await problemOf(link)
  if (problem === undefined) continue
  dead += 1
  process.stdout.write(`${file}: ${link}: ${problem}\n`)
}
process.stdout.write(`${asked.size - dead} of ${asked.size} addresses answer.\n`)
process.exitCode = dead === 0 ? 0 : 1

/** What is wrong with an address; undefined when it answers. Who asks us to come less often is there. */
async function problemOf(link: string): Promise<string | undefined> {
  try {
    const { status } = await fetch(link, { signal: AbortSignal.timeout(limit) })
    return status < 400 || status === 429 ? undefined : String(status)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
