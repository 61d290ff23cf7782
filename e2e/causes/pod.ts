import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AppSpec } from '../cluster/control-protocol.ts'
import type { ServicePort } from '../cluster/manifests.ts'
import { allCauses } from './all-causes.ts'

const firstPort = 9000
const firstTargetPort = 19000

/** The ports of a Service in front of {@link causesApp}: one for each cause. */
export const causePorts: readonly ServicePort[] = allCauses.map(({ name, appProtocol }, at) => ({
  name,
  port: firstPort + at,
  // As most Services have it: an application that names itself does so by the port that it listens on.
  targetPort: firstTargetPort + at,
  ...(appProtocol ? { appProtocol } : {}),
}))

/** pod-app.ts as a pod's application. */
export function causesApp(): AppSpec {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return {
    command: process.execPath,
    args: ['--import', loader, join(import.meta.dirname, 'pod-app.ts')],
    env: { POD_IP: '$(POD_IP)' },
  }
}
