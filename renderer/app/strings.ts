import type { FailureCode } from '../../shared/failure.ts'
import { clusterStrings } from './strings/clusters.ts'
import { connectionStrings } from './strings/connections.ts'
import { count, services } from './strings/numbers.ts'
import { pageStrings } from './strings/page.ts'
import { serviceStrings } from './strings/services.ts'
import { settingsStrings } from './strings/settings.ts'
import { shellStrings } from './strings/shell.ts'
import { updateStrings } from './strings/update.ts'
import { trafficStrings } from './strings/traffic.ts'

const acronyms: Record<string, string> = { dns: 'DNS', tls: 'TLS', api: 'API', http: 'HTTP' }

/** Every word on the screen that does not come from the cluster. */
export const strings = {
  app: 'Porthole',
  count,
  services,
  /** `connection-refused` as `connection refused`. */
  reason: (code: FailureCode) =>
    code
      .split('-')
      .map((word) => acronyms[word] ?? word)
      .join(' '),
  nextTry: (seconds: number) => (seconds === 0 ? 'trying now…' : `next try in ${seconds} s`),
  tryAgain: 'Try again',
  reload: 'Reload',
  dismiss: 'Dismiss',
  close: 'Close',
  ...clusterStrings,
  ...serviceStrings,
  ...pageStrings,
  ...shellStrings,
  ...updateStrings,
  ...trafficStrings,
  ...connectionStrings,
  ...settingsStrings,
} as const
