import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { channels } from '../../shared/channels.ts'
import type { Answer, Channel } from '../../shared/contract.ts'

export type AnswerTo = (channel: Channel, event: IpcMainInvokeEvent, raw: unknown) => Promise<Answer<unknown>>

/**
 * Takes every question of the contract, from before there is somebody who can answer.
 *
 * @param later how to answer: a question that comes earlier waits
 */
export function listen(later: Promise<AnswerTo>): void {
  for (const channel of Object.keys(channels) as Channel[]) {
    ipcMain.handle(channel, async (event, raw: unknown) => (await later)(channel, event, raw))
  }
}
