import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AppSpec } from '../cluster/control-protocol.ts'

/** The port that {@link quirksApp} listens on. */
export const quirksPort = 8080

/** quirks-app.ts as a pod's application. */
export function quirksApp(): AppSpec {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return {
    command: process.execPath,
    args: ['--import', loader, join(import.meta.dirname, 'quirks-app.ts')],
    env: { POD_IP: '$(POD_IP)' },
  }
}
