import type { Failure } from '../../../shared/failure.ts'
import type { Profile, ProfileChoice, Transport } from '../../../shared/profile.ts'
import type { Scheme } from '../../../shared/service.ts'

/** What is known about a port of a Service when a request for it comes. */
export interface Evidence {
  namespace: string
  /** Whether the user may `create pods/portforward` in the namespace; undefined when the API server does not tell. */
  mayForward: boolean | undefined
  /** Whether the cluster's list has the Service, and so the port's name, by which its pods are found. */
  listed: boolean
  /** Ready endpoints; null when they are unknown. */
  ready: number | null
  /** Why the last tunnel failed, as long as that counts. */
  forwardFailure: Failure | undefined
  /** The request carries what the API server's proxy takes away: Authorization, or the query of an upgrade. */
  needsTunnel: boolean
  /** What the port's name, number and appProtocol suggest. */
  scheme: Scheme
  /** What experience has shown. */
  learned: ProfileChoice
  /** What the user has set. */
  set: ProfileChoice
}

/**
 * How a Service's port is reached: what the user set, else what experience showed, else the first choice of each axis.
 * The first choices are port-forward, where nothing is rewritten and nothing taken away, and the origin's own Host.
 */
export function chooseProfile(evidence: Evidence): Profile {
  const { set, learned } = evidence
  const [transport, why] = set.transport
    ? ([set.transport, 'You chose this transport.'] as const)
    : chooseTransport(evidence)
  const reasons = [why]
  if (set.host) reasons.push('You chose this Host.')
  else if (learned.host === 'localhost')
    reasons.push('The application goes by localhost: it refuses other names, or writes that one into its pages.')
  if (set.scheme) reasons.push(`You chose ${set.scheme}.`)
  else if (learned.scheme && learned.scheme !== evidence.scheme)
    reasons.push(`The port turned out to speak ${learned.scheme}.`)
  const clientScheme = set.clientScheme ?? learned.clientScheme
  if (clientScheme) reasons.push('The application insists on https, so it is told that the browser speaks it.')
  return {
    transport,
    ...(clientScheme && { clientScheme }),
    host: set.host ?? learned.host ?? 'own',
    scheme: set.scheme ?? learned.scheme ?? evidence.scheme,
    reasons,
    set,
  }
}

function chooseTransport(evidence: Evidence): [Transport, string] {
  const { namespace, mayForward, listed, ready, forwardFailure, learned } = evidence
  const needsTunnel = evidence.needsTunnel || learned.transport === 'port-forward'
  if (!listed) return ['service-proxy', 'The Service is not in the list, so its pods are unknown.']
  if (mayForward === false) return ['service-proxy', `You may not create pods/portforward in ${namespace}.`]
  if (mayForward === undefined) {
    return ['service-proxy', `The API server does not tell whether you may create pods/portforward in ${namespace}.`]
  }
  if (ready === 0) return ['service-proxy', 'No pod of the Service is ready for a tunnel.']
  if (forwardFailure && !needsTunnel) return ['service-proxy', `The last tunnel failed: ${forwardFailure.message}`]
  return ['port-forward', 'Nothing is rewritten on the way, and all headers pass.']
}
