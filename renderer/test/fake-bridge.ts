import type { Answer, Bridge, Channel, EventName, Events, Input, Output } from '../../shared/contract.ts'
import { failure } from '../../shared/failure.ts'

type Answers = { [C in Channel]?: (input: Input<C>) => Answer<Output<C>> | Promise<Answer<Output<C>>> }
type Listeners = { [E in EventName]: ((payload: Events[E]) => void)[] }

/** The IPC edge as the renderer sees it. What was asked is written down; what is not answered otherwise succeeds. */
export class FakeBridge implements Bridge {
  readonly platform: string
  readonly calls: { channel: Channel; input: unknown }[] = []
  /** A port is asked by itself when a row is looked at, so by default there is nothing to know of it. */
  answers: Answers = { 'service.probe': () => ({ ok: false, ...failure('cluster-unavailable') }) }
  readonly #listeners: Listeners = {
    'app.changed': [],
    'tabs.changed': [],
    'desk.changed': [],
    'settings.changed': [],
    'update.changed': [],
    'help.asked': [],
    'traffic.rates': [],
    'traffic.changed': [],
    'downloads.changed': [],
    'services.patch': [],
    'shortcut.pressed': [],
  }

  constructor(platform = 'linux') {
    this.platform = platform
  }

  invoke = async <C extends Channel>(channel: C, input: Input<C>): Promise<Answer<Output<C>>> => {
    this.calls.push({ channel, input })
    const answer = this.answers[channel] as ((input: Input<C>) => Promise<Answer<Output<C>>>) | undefined
    return answer ? answer(input) : { ok: true, value: undefined as Output<C> }
  }

  on = <E extends EventName>(event: E, listener: (payload: Events[E]) => void): (() => void) => {
    const listeners = this.#listeners[event]
    listeners.push(listener)
    return () => void listeners.splice(listeners.indexOf(listener), 1)
  }

  emit<E extends EventName>(event: E, payload: Events[E]): void {
    for (const listener of [...this.#listeners[event]]) listener(payload)
  }

  /** The inputs with which a channel was asked, in order. */
  inputs<C extends Channel>(channel: C): Input<C>[] {
    return this.calls.filter((call) => call.channel === channel).map(({ input }) => input as Input<C>)
  }
}

/** Puts a fresh fake where preload puts the bridge. */
export function installBridge(platform?: string): FakeBridge {
  const bridge = new FakeBridge(platform)
  Object.defineProperty(window, 'porthole', { value: bridge, configurable: true })
  return bridge
}

export const ok = <T>(value: T): Answer<T> => ({ ok: true, value })
