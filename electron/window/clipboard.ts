import { clipboard } from 'electron'
import type { Implementation } from '../../shared/implementation.ts'

/** The clipboard belongs to main: pages have no right to it. `writeText` is a promise from Electron 44 on. */
export const clipboardChannels: Pick<Implementation, 'clipboard.write'> = {
  'clipboard.write': async ({ text }) => {
    await clipboard.writeText(text)
    return undefined
  },
}
