import { app } from 'electron'

/** What a program that was started while another one runs hands over to it. */
export interface Launch {
  version: string
  args: string[]
}

/** Whether this is the only Porthole of this person. If not, the one that runs has been told what this one was asked for. */
export function isFirst(launch: Launch): boolean {
  return app.requestSingleInstanceLock(launch)
}
