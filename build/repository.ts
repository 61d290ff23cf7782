import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A public home on GitHub: releases and the update feed have its addresses. */
export interface Repository {
  readonly owner: string
  readonly repo: string
}

/**
 * The public home that `repository` in a package.json names, in any of npm's forms; undefined where there is none.
 * Throws when it is none of GitHub's, whose addresses everything here is written for.
 */
export function repositoryOf({ repository }: { readonly repository?: string | { readonly url: string } }) {
  if (repository === undefined) return undefined
  const text = typeof repository === 'string' ? repository : repository.url
  const [, owner, repo] =
    /^(?:github:|(?:git\+)?https:\/\/github\.com\/)?([\w-]+)\/([\w.-]+?)(?:\.git)?$/.exec(text) ?? []
  if (owner === undefined || repo === undefined)
    throw new Error(`repository in package.json is none of GitHub’s: ${text}.`)
  return { owner, repo } satisfies Repository
}

/** The page of the public home. */
export function homepageOf({ owner, repo }: Repository): string {
  return `https://github.com/${owner}/${repo}`
}

/** The public home of the program in `root`; undefined where its package.json names none. */
export function readRepository(root: string): Repository | undefined {
  return repositoryOf(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { repository?: string })
}
