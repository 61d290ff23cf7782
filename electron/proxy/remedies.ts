import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Failure, FailureCode } from '../../shared/failure.ts'
import { originHost } from '../../shared/origin.ts'
import type { Profile, ProfileChoice } from '../../shared/profile.ts'
import { missingRight, roleFor } from '../../shared/role-for.ts'
import { isOpenable, portId } from '../../shared/service.ts'
import type { ListedPort } from './reach.ts'

/** What somebody can do about a failure, on its page. */
export interface Remedies {
  /** Buttons, each of which sets one axis of the profile and tries again. */
  choices: { label: string; action: string; name: string; value: string }[]
  /** The Service's other ports. */
  ports: { label: string; url: string }[]
  /** YAML that would grant the missing right; empty when no right is missing. */
  role: string
}

/** Paths of an origin below which a remedy's button posts; the rest is a secret that only the page was told. */
export const remedyPath = '/.well-known/porthole/'

interface Offer {
  key: string
  set: ProfileChoice
  back: string
}

/** Offers that have not been taken are forgotten, the oldest first. */
const maxOffers = 200

/** Failures that another way to the same port may not have. */
const ofTheWay: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'wrong-scheme',
  'service-unreachable',
  'connection-lost',
  'connection-timeout',
  'not-kubernetes',
])

/** Failures that a tunnel does not have. */
const ofTheServiceProxy: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'authorization-kept',
  'query-dropped',
  'encoding-broken',
])

/** What failure pages offer, and what becomes of it when somebody takes the offer. */
export class RemedyOffers {
  readonly #offers = new Map<string, Offer>()

  /** The remedies for a failure of a request. */
  for(request: IncomingMessage, failure: Failure, target: ListedPort, key: string, profile: Profile): Remedies {
    const { row, port, cluster } = target
    const back = request.headers.host === undefined ? '/' : profilePath(request)
    const choices: Remedies['choices'] = []
    // Tunnels would have been chosen where they can be: unless the user wished otherwise, a right is missing.
    const wished = ofTheServiceProxy.has(failure.code) && profile.set.transport === 'service-proxy'
    if (wished || ofTheWay.has(failure.code)) {
      const action = remedyPath + this.#offer({ key, set: profile.set, back })
      const transport = profile.transport === 'port-forward' ? 'service-proxy' : 'port-forward'
      const label = transport === 'port-forward' ? 'Try a port-forward' : 'Try the service proxy'
      choices.push({ label, action, name: 'transport', value: transport })
      const scheme = profile.scheme === 'http' ? 'https' : 'http'
      if (!wished) choices.push({ label: `Try ${scheme.toUpperCase()}`, action, name: 'scheme', value: scheme })
    }
    const listenerPort = request.socket.localPort ?? 0
    const ports = row.ports
      .filter((other) => other !== port && isOpenable(row, other))
      .map((other) => {
        const name = portId(other)
        const there = originHost({ cluster: cluster.id, namespace: row.namespace, service: row.name, port: name })
        return { label: `Port ${name}`, url: `http://${there}:${listenerPort}/` }
      })
    return { choices, ports, role: wished ? '' : roleOf(failure, row.namespace) }
  }

  /** The offer of a button that was pressed; each is good once. */
  take(path: string): Offer | undefined {
    const token = path.slice(remedyPath.length)
    const offer = this.#offers.get(token)
    this.#offers.delete(token)
    return offer
  }

  #offer(offer: Offer): string {
    const token = randomBytes(18).toString('base64url')
    this.#offers.set(token, offer)
    for (const oldest of this.#offers.keys()) {
      if (this.#offers.size <= maxOffers) break
      this.#offers.delete(oldest)
    }
    return token
  }
}

function roleOf({ code, message }: Failure, namespace: string): string {
  const right = missingRight(message)
  if (right) return roleFor(right)
  if (!ofTheServiceProxy.has(code)) return ''
  return roleFor({ user: 'YOUR-USER', verb: 'create', resource: 'pods/portforward', apiGroup: '', namespace })
}

/** The path that a browser asked for, whatever has become of `url` on its way. */
const asked = new WeakMap<IncomingMessage, string>()

export function rememberPath(request: IncomingMessage): void {
  asked.set(request, request.url ?? '/')
}

/** On this origin: a path that begins with two slashes would be read as another host. */
function profilePath(request: IncomingMessage): string {
  const path = asked.get(request) ?? '/'
  return /^\/[/\\]/.test(path) ? `/.${path}` : path
}
