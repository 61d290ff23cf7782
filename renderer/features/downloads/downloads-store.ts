import { create } from 'zustand'
import type { Download } from '../../../shared/download.ts'
import { ask } from '../../app/bridge.ts'

/** What pages have sent, as main last told it. */
export const useDownloads = create<{ downloads: readonly Download[] }>()(() => ({ downloads: [] }))

/** Mirrors main's downloads from now on; returns how to stop. */
export function followDownloads(): () => void {
  const stop = window.porthole.on('downloads.changed', (downloads) => useDownloads.setState({ downloads }))
  void ask('downloads.state', undefined).then((answer) => {
    if (answer.ok) useDownloads.setState({ downloads: answer.value })
  })
  return stop
}
