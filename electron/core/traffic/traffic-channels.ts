import { writeFile } from 'node:fs/promises'
import { FailureError, failure } from '../../../shared/failure.ts'
import type { Implementation, TrafficChannel } from '../../../shared/implementation.ts'
import { originUrl } from '../../../shared/origin.ts'
import { mostShown, type TrafficDetails, trafficKey, trafficServiceOf } from '../../../shared/traffic.ts'
import { entryOrigin, entryUrl } from '../../proxy/traffic/entry-url.ts'
import { toCurl } from '../../proxy/traffic/to-curl.ts'
import { type HarBodies, toHar } from '../../proxy/traffic/to-har.ts'
import type { TrafficEntry } from '../../proxy/traffic/traffic-entry.ts'
import type { TrafficLog } from '../../proxy/traffic/traffic-log.ts'
import type { TrafficFollower } from './follow-traffic.ts'
import { showBody } from './show-body.ts'

export interface TrafficChannelOptions {
  log: TrafficLog
  follower: TrafficFollower
  /** Of the listener whose origins are handed out. */
  port: () => number
  appVersion: string
  /** Asks the person for a place to write to; undefined when none was chosen. */
  chooseFile: (name: string) => Promise<string | undefined>
}

/** What the traffic screen may ask. Redacted as the log is; bodies only where somebody asked for them to be kept. */
export function trafficChannels(options: TrafficChannelOptions): Pick<Implementation, TrafficChannel> {
  const { log, follower, port, appVersion, chooseFile } = options
  const originOf = (entry: TrafficEntry, service: string): string => {
    const { cluster, namespace, name } = trafficServiceOf(service)
    return entryOrigin(entry) ?? originUrl({ cluster, namespace, service: name, port: '' }, port())
  }
  const sought = (id: number) => {
    const found = log.find(id)
    if (found) return found
    throw new FailureError('input-invalid', 'This request is kept no more.')
  }
  return {
    'traffic.follow': ({ service }) => JSON.stringify(follower.follow(service && trafficKey(service))),
    'traffic.unfollow': () => follower.stop(),
    'traffic.entry': async ({ id }) => {
      const found = log.find(id)
      return found ? detailsOf(found.service, found.entry, originOf(found.entry, found.service)) : null
    },
    'traffic.curl': ({ id }) => {
      const { service, entry } = sought(id)
      return toCurl(entry, { origin: originOf(entry, service), windows: process.platform === 'win32' })
    },
    'traffic.exportHar': async ({ service, bodies }) => {
      const key = service && trafficKey(service)
      const path = await chooseFile(`${service?.name ?? 'porthole'}.har`)
      if (path === undefined) return null
      // As it is when it is written, and not when the dialog came up.
      const entries = log.last(key, mostShown).map((entry) => ({ ...entry }))
      const origin = (entry: TrafficEntry) => originOf(entry, key ?? log.find(entry.id)?.service ?? '')
      const texts = bodies ? await textsOf(entries) : undefined
      const har = toHar(entries, { originOf: origin, appVersion, ...(texts && { bodies: texts }) })
      await writeFile(path, JSON.stringify(har, undefined, 2), { mode: 0o600 }).catch((error: unknown) => {
        throw new FailureError('export-failed', error instanceof Error ? error.message : undefined)
      })
      return path
    },
    'traffic.clear': ({ service }) => log.clear(service ? trafficKey(service) : undefined),
    'traffic.captureBodies': ({ service, on }) => log.bodies.set(trafficKey(service), on),
  }
}

async function detailsOf(service: string, entry: TrafficEntry, origin: string): Promise<TrafficDetails> {
  const { id, path, transport, said, requestHeaders, responseHeaders, bodies } = entry
  return {
    id,
    service,
    url: entryUrl(origin, path),
    transport,
    failure: entry.failure && failure(entry.failure, said),
    requestHeaders: [...requestHeaders],
    responseHeaders: [...responseHeaders],
    requestBody: bodies ? await showBody(bodies.request, requestHeaders) : null,
    responseBody: bodies ? await showBody(bodies.response, responseHeaders) : null,
  }
}

async function textsOf(entries: readonly TrafficEntry[]): Promise<Map<number, HarBodies>> {
  const texts = new Map<number, HarBodies>()
  for (const { id, bodies, requestHeaders, responseHeaders } of entries) {
    if (!bodies) continue
    const request = (await showBody(bodies.request, requestHeaders))?.shown
    const response = (await showBody(bodies.response, responseHeaders))?.shown
    texts.set(id, {
      ...(request?.as === 'text' && { request: request.text }),
      ...(response?.as === 'text' && { response: response.text }),
    })
  }
  return texts
}
