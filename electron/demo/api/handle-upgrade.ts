import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { locate } from '../proxy/forward.ts'
import { resolveService } from '../proxy/resolve.ts'
import { upgrade } from '../proxy/upgrade.ts'
import { admit, type ApiParts, statusErrorOf } from './admit.ts'
import { rawStatusAnswer } from './answer.ts'
import { forwardedPod, forwardSockets, portForward } from './port-forward.ts'
import { badRequest, type StatusError } from './status.ts'

/** Answers a request to change the protocol: a proxied WebSocket, or a port-forward. Never rejects. */
export async function handleUpgrade(
  parts: ApiParts,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): Promise<void> {
  // The client may go at any moment; whoever relays notices by 'close'.
  client.on('error', () => undefined)
  const fail = (error: StatusError): void => void client.end(rawStatusAnswer(error))
  const { store, backends } = parts
  try {
    const { route, path, query } = admit(parts, request)
    if (route.kind === 'service proxy') {
      const target = resolveService(store, route.namespace, route.segment)
      const { location } = locate(path, route.subpath)
      upgrade(backends, target, location, request, client, head, fail)
    } else if (route.kind === 'port-forward') {
      const forwarded = forwardedPod(store, route.namespace, route.name, query, request)
      portForward(await forwardSockets(), backends, forwarded, request, client, head)
    } else {
      throw badRequest('unable to upgrade: this resource has no streams')
    }
  } catch (error) {
    fail(statusErrorOf(error))
  }
}
