import { EventEmitter } from 'node:events'
import type { Preferences } from '../../shared/preferences.ts'
import type { Implementation, UpdateChannelName } from '../../shared/implementation.ts'
import type { UpdateAction, UpdateState } from '../../shared/update.ts'
import type { Updates } from './updates.ts'

/** After the start, so that it is in nobody's way; and from one look to the next, in milliseconds. */
export const firstLook = 5_000
export const nextLook = 24 * 3_600_000

export interface LateParts {
  /** Reads the code of updates, which is needed by few and late; undefined where the build has no feed. */
  readonly load: (() => Promise<Updates>) | undefined
  readonly preference: () => Preferences['updates']
  readonly openPage: (url: string) => Promise<void>
}

/** The questions about updates. Nothing is loaded, and nobody contacted, before a person asks or has chosen a channel. */
export class LateUpdates extends EventEmitter<{ changed: [UpdateState] }> {
  readonly channels: Pick<Implementation, UpdateChannelName>
  readonly #parts: LateParts
  #updates: Promise<Updates> | undefined
  #state: UpdateState
  #timer: NodeJS.Timeout | undefined
  #followed: Preferences['updates'] = 'off'

  constructor(parts: LateParts) {
    super()
    this.#parts = parts
    this.#state = parts.load ? { phase: 'idle' } : { phase: 'no-feed' }
    this.channels = {
      'update.state': () => this.#state,
      'update.act': async ({ action }) => {
        await this.#act(action)
        return this.#state
      },
    }
  }

  /** Looks by itself from now on where that is chosen, and stops where it is not. Again after each change of the settings. */
  follow(): void {
    const chosen = this.#parts.preference()
    if (chosen === this.#followed) return
    this.#followed = chosen
    clearTimeout(this.#timer)
    if (chosen !== 'off' && this.#parts.load) this.#lookIn(firstLook)
  }

  #lookIn(delay: number): void {
    this.#timer = setTimeout(() => {
      this.#lookIn(nextLook)
      // How it went is in the state; a feed that does not answer now may tomorrow.
      void this.#act('check')
    }, delay)
    // A program that ends does not wait for a look.
    this.#timer.unref()
  }

  async #act(action: UpdateAction): Promise<void> {
    const updates = await this.#loaded()
    if (!updates) return
    if (action === 'check') await updates.check(this.#parts.preference())
    else if (action === 'download') await updates.download()
    else if (action === 'restart') updates.restart()
    else if (this.#state.phase === 'available') await this.#parts.openPage(this.#state.page)
  }

  #loaded(): Promise<Updates> | undefined {
    this.#updates ??= this.#parts.load?.().then((updates) => {
      updates.on('changed', (state) => {
        this.#state = state
        this.emit('changed', state)
      })
      return updates
    })
    return this.#updates
  }
}
