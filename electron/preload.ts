// The bridge. Types only are imported from the contract: at run time this file must stand alone, and small.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Answer, Bridge, Channel, EventName, Events, Input, Output } from '../shared/contract.ts'

/** What may be asked. TypeScript refuses a list that lacks a channel of the contract or has one too many. */
const channels = {
  'app.state': true,
  'cluster.show': true,
  'cluster.disconnect': true,
  'cluster.retry': true,
  'demo.open': true,
  'kubeconfig.reload': true,
  'services.follow': true,
  'services.snapshot': true,
  'services.clusterInfo': true,
  'service.copyTargets': true,
  'service.probe': true,
  'service.details': true,
  'service.profile': true,
  'service.setProfile': true,
  'access.of': true,
  'cluster.setLook': true,
  'cluster.setNamespaces': true,
  'cluster.setMode': true,
  'forward.start': true,
  'forward.stop': true,
  'connections.state': true,
  'traffic.follow': true,
  'traffic.unfollow': true,
  'traffic.entry': true,
  'traffic.curl': true,
  'traffic.exportHar': true,
  'traffic.clear': true,
  'traffic.captureBodies': true,
  'desk.state': true,
  'desk.pin': true,
  'desk.movePin': true,
  'desk.forget': true,
  'desk.layOut': true,
  'settings.state': true,
  'settings.set': true,
  'settings.told': true,
  'settings.forgetPorts': true,
  'settings.showFile': true,
  'settings.export': true,
  'settings.chooseImport': true,
  'settings.import': true,
  'help.open': true,
  'update.state': true,
  'update.act': true,
  'clipboard.write': true,
  'tabs.state': true,
  'tabs.open': true,
  'tabs.activate': true,
  'tabs.close': true,
  'tabs.reopen': true,
  'tabs.move': true,
  'tabs.split': true,
  'tabs.unsplit': true,
  'tabs.act': true,
  'diagnostics.text': true,
  'tabs.navigate': true,
  'tabs.bounds': true,
  'tabs.find': true,
  'tabs.answer': true,
  'tabs.picture': true,
  'wall.picture': true,
  'downloads.state': true,
  'downloads.act': true,
} as const satisfies Record<Channel, true>

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
