// The bridge. Types only are imported from the contract: at run time this file must stand alone, and small.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { channels } from '../shared/channels.ts'
import type { Answer, Bridge, Channel, EventName, Events, Input, Output } from '../shared/contract.ts'

/** What may be listened to. */
const events = {
  'app.changed': true,
  'tabs.changed': true,
  'desk.changed': true,
  'settings.changed': true,
  'update.changed': true,
  'help.asked': true,
  'traffic.rates': true,
  'traffic.changed': true,
  'downloads.changed': true,
  'services.patch': true,
  'shortcut.pressed': true,
} as const satisfies Record<EventName, true>

const bridge: Bridge = {
  async invoke<C extends Channel>(channel: C, input: Input<C>) {
    if (!Object.hasOwn(channels, channel)) throw new TypeError(`There is no channel ${channel}`)
    return (await ipcRenderer.invoke(channel, input)) as Answer<Output<C>>
  },
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void) {
    if (!Object.hasOwn(events, event)) throw new TypeError(`There is no event ${event}`)
    // The IPC event itself would hand the page a sender to talk to.
    const relay = (_event: IpcRendererEvent, payload: Events[E]) => listener(payload)
    ipcRenderer.on(event, relay)
    return () => {
      ipcRenderer.off(event, relay)
    }
  },
  platform: process.platform,
}

contextBridge.exposeInMainWorld('porthole', Object.freeze(bridge))
