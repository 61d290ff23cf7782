import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * The version of a package: what the tag of the commit says, `v1.2.3` or `v1.2.3-beta.1`; without a tag, what
 * package.json says. Throws when a tag is no version, or another one than package.json's: one of them is wrong.
 */
export function versionOf(tag: string | undefined, manifest: string): string {
  if (tag === undefined) return manifest
  const [, version] = /^v(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/.exec(tag) ?? []
  if (version === undefined) throw new Error(`The tag ${tag} is no version: it must look like v1.2.3 or v1.2.3-beta.1.`)
  if (version !== manifest) throw new Error(`The tag says ${version}, but package.json says ${manifest}.`)
  return version
}

export interface Commit {
  /** Its tag that begins with `v`, if it has one. */
  readonly tag: string | undefined
  /** Seconds since the epoch: what SOURCE_DATE_EPOCH is to be, so that a package made twice is the same. */
  readonly time: number | undefined
}

/** The commit that is checked out; nothing where there is no git, e.g. in an archive of the sources. */
export async function readCommit(root: string): Promise<Commit> {
  const git = async (...args: string[]): Promise<string | undefined> => {
    try {
      return (await run('git', args, { cwd: root })).stdout.trim()
    } catch {
      return undefined
    }
  }
  const tag = await git('describe', '--tags', '--exact-match', '--match', 'v*')
  const time = Number(await git('show', '--no-patch', '--format=%ct', 'HEAD'))
  return { tag, time: Number.isInteger(time) ? time : undefined }
}
