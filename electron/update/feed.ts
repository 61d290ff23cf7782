import { parse } from 'semver'

export type UpdateChannel = 'stable' | 'beta'

/** The releases of a repository: the latest below `latest/download/`, each of them below `download/vVERSION/`. */
export interface Feed {
  /** Ends with a slash. */
  readonly base: string
  /** The metadata's name: each system has its own. */
  readonly file: string
}

/** The name that electron-builder gives to the metadata of a system. */
export function metadataFile(platform: string, arch: string): string {
  if (platform === 'darwin') return 'latest-mac.yml'
  if (platform === 'win32') return 'latest.yml'
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`
}

/** Where a channel's metadata is: betas stand in a release of their own, which every release is announced in. */
export function metadataUrl({ base, file }: Feed, channel: UpdateChannel): string {
  return channel === 'stable' ? `${base}latest/download/${file}` : `${base}download/beta/${file}`
}

export function signatureUrl(feed: Feed, channel: UpdateChannel): string {
  return `${metadataUrl(feed, channel)}.sig`
}

/** Where a file of a release is. Both are taken from signed metadata and cannot lead elsewhere. */
export function artefactUrl({ base }: Feed, version: string, name: string): string {
  return `${base}download/v${version}/${name}`
}

/** The page of a release, for a person. */
export function releasePage({ base }: Feed, version: string): string {
  return `${base}tag/v${version}`
}

/** What a person means who has set no channel: their own. */
export function channelOf(preference: 'off' | UpdateChannel, running: string): UpdateChannel {
  if (preference !== 'off') return preference
  return isBeta(running) ? 'beta' : 'stable'
}

/** `1.2.0-beta.1`, and whatever else stands after a hyphen. */
export function isBeta(version: string): boolean {
  return (parse(version)?.prerelease.length ?? 0) > 0
}
