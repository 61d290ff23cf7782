import type { Download } from '../../../shared/download.ts'
import { strings } from '../../app/strings.ts'
import { bytesOf } from '../forwards/byte-words.ts'

/** How a download stands: `12 MB of 40 MB from grafana`. */
export function downloadWords({ state, received, total, service, folder }: Download): string {
  const words = strings.downloads
  if (state === 'completed') return words.saved(words.from(service), folder)
  if (state !== 'progressing') return `${words.states[state]}, ${words.from(service)}`
  const so = bytesOf(received)
  return `${total > 0 ? words.progress(so, bytesOf(total)) : so} ${words.from(service)}`
}
