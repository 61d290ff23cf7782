import { leavesRoot } from './classic-path.ts'

/** What a `porthole://` link asks for. */
export interface DeepLink {
  /** The context's name as a kubeconfig has it. */
  context: string
  namespace: string
  service: string
  /** A port's name or number; empty for the preferred one. */
  port: string
  /** With its leading slash, and a query and fragment if there are any. */
  path: string
}

export type DeepLinkResult = { ok: true; link: DeepLink } | { ok: false; message: string }

const grammar = 'porthole://CONTEXT/NAMESPACE/SERVICE[:PORT]/path'
const longest = 4096
const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/
const pattern = /^porthole:\/\/([^/?#]+)\/([^/?#]+)\/([^/?#:]+)(?::([^/?#]+))?([/?#].*)?$/is

/**
 * Parses `porthole://CONTEXT/NAMESPACE/SERVICE[:PORT]/path`. Anybody can make such a link, so all that is not plainly one
 * is refused: names that are no DNS labels, control characters, a path that climbs. A context's name is percent-encoded.
 */
export function parseDeepLink(text: string): DeepLinkResult {
  if (text.length > longest) return refuse('it is too long')
  // Of no use in a link; a terminal or a dialog may take them for commands of its own.
  if (/[\p{Cc}\p{Cf}\\]/u.test(text)) return refuse('it has characters that no link has')
  const [, encoded, namespace = '', service = '', port = '', rest = ''] = pattern.exec(text) ?? []
  const context = encoded === undefined ? undefined : decoded(encoded)
  if (context === undefined || context === '') return refuse(`it is not of the form ${grammar}`)
  if (!dnsLabel.test(namespace)) return refuse(`"${namespace}" is no namespace`)
  if (!dnsLabel.test(service)) return refuse(`"${service}" is no Service’s name`)
  if (port !== '' && !dnsLabel.test(port)) return refuse(`"${port}" is no port`)
  const path = rest.startsWith('/') ? rest : `/${rest}`
  if (path.startsWith('//') || leavesRoot(path)) return refuse('its path leads elsewhere')
  return { ok: true, link: { context, namespace, service, port, path } }
}

/** The link for a Service; {@link parseDeepLink} reads it back. */
export function deepLink({ context, namespace, service, port, path }: DeepLink): string {
  return `porthole://${encodeURIComponent(context)}/${namespace}/${service}${port === '' ? '' : `:${port}`}${path}`
}

function refuse(why: string): DeepLinkResult {
  return { ok: false, message: `This porthole:// link cannot be opened: ${why}.` }
}

/** Undefined for what is not encoded properly, or hides a control character. */
function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text)
    return /[\p{Cc}\p{Cf}]/u.test(plain) ? undefined : plain
  } catch {
    return undefined
  }
}
