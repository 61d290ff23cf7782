import { EventEmitter } from 'node:events'
import { type Failure, FailureError, toFailure } from '../../shared/failure.ts'
import type { Preferences } from '../../shared/preferences.ts'
import type { UpdateState } from '../../shared/update.ts'
import { downloadFailure } from './download-failure.ts'
import { artefactUrl, channelOf, type Feed, releasePage, type UpdateChannel } from './feed.ts'
import { fileFor, type Installation } from './installation.ts'
import { readRelease, type Release, type ReleaseFile, replaces, type SignedMetadata } from './release.ts'

/** One file of a release whose metadata has been verified. */
export interface VerifiedFile extends ReleaseFile {
  readonly version: string
  readonly address: string
}

/** What puts a verified file in the place of what runs. */
export interface Installer {
  /** Rejects unless the file has its sha512. */
  download: (file: VerifiedFile, progress: (percent: number) => void) => Promise<void>
  /** Ends the program and starts the new one. Throws when it cannot. */
  install: () => void
}

export interface UpdateParts {
  readonly running: string
  readonly feed: Feed
  /** The public key that releases are signed with. */
  readonly key: string
  readonly installation: Installation
  readonly read: (channel: UpdateChannel) => Promise<SignedMetadata>
  /** Loaded when something is downloaded, not before. */
  readonly installer: () => Promise<Installer>
}

/** Looks for a newer Porthole, downloads it, puts it in place: each step when it is asked for, and no step before it. */
export class Updates extends EventEmitter<{ changed: [UpdateState] }> {
  readonly #parts: UpdateParts
  #state: UpdateState = { phase: 'idle' }
  #release: Release | undefined
  #installer: Installer | undefined
  #busy: Promise<void> | undefined

  constructor(parts: UpdateParts) {
    super()
    this.#parts = parts
  }

  get state(): UpdateState {
    return this.#state
  }

  /** Resolves when the state says what was found. Does nothing while a download runs, or when one waits for a restart. */
  check(preference: Preferences['updates']): Promise<void> {
    if (this.#state.phase === 'ready') return Promise.resolve()
    return this.#alone(async () => {
      this.#become({ phase: 'checking' })
      this.#release = undefined
      const { read, key, running, feed, installation } = this.#parts
      const channel = channelOf(preference, running)
      try {
        const release = readRelease(await read(channel), key)
        const { version } = release
        if (!replaces(version, running, channel)) {
          this.#become({ phase: 'current', running, offered: version })
          return
        }
        this.#release = release
        const page = releasePage(feed, version)
        this.#become({ phase: 'available', version, here: installation !== 'package', page })
      } catch (error) {
        this.#fail(toFailure(error))
      }
    })
  }

  /** Resolves when the state says how it ended. Needs a release that was found. */
  download(): Promise<void> {
    return this.#alone(async () => {
      const release = this.#release
      if (release === undefined) return
      const { version } = release
      try {
        const file = this.#verified(release)
        this.#become({ phase: 'downloading', version, percent: 0 })
        const installer = await this.#parts.installer()
        await installer.download(file, (percent) => {
          // What comes late, or again, changes nothing.
          if (this.#state.phase === 'downloading' && percent > this.#state.percent)
            this.#become({ phase: 'downloading', version, percent })
        })
        this.#installer = installer
        this.#become({ phase: 'ready', version })
      } catch (error) {
        this.#fail(downloadFailure(error))
      }
    })
  }

  /** Ends this Porthole and starts the one that was downloaded. */
  restart(): void {
    if (this.#state.phase !== 'ready') return
    try {
      this.#installer?.install()
    } catch (error) {
      this.#fail(downloadFailure(error))
    }
  }

  #verified(release: Release): VerifiedFile {
    const file = fileFor(release.files, this.#parts.installation)
    if (!file) throw new FailureError('update-unsuitable')
    return {
      ...file,
      version: release.version,
      address: artefactUrl(this.#parts.feed, release.version, file.url),
    }
  }

  /** One thing at a time: who asks meanwhile waits for what runs. */
  #alone(work: () => Promise<void>): Promise<void> {
    this.#busy ??= work().finally(() => (this.#busy = undefined))
    return this.#busy
  }

  #fail(failure: Failure): void {
    this.#become({ phase: 'failed', failure })
  }

  #become(state: UpdateState): void {
    this.#state = state
    this.emit('changed', state)
  }
}
