/** An address in parts, as the toolbar shows it. */
export interface AddressParts {
  /** What tells the Service: `[PORT.]SERVICE.NAMESPACE.CLUSTER` of an origin. */
  host: string
  /** `.SITE.localhost:8001`, of which nobody need take note; empty for another host. */
  suffix: string
  /** Path, query and fragment. */
  path: string
}

/** Takes a URL apart for show; what is no URL is shown as it is. */
export function addressParts(url: string): AddressParts {
  if (!URL.canParse(url)) return { host: url, suffix: '', path: '' }
  const { host, pathname, search, hash } = new URL(url)
  const [, service, suffix] = /^(.+?)((?:\.[a-z2-7]{12})?\.localhost(?::\d+)?)$/.exec(host) ?? []
  return { host: service ?? host, suffix: suffix ?? '', path: `${pathname}${search}${hash}` }
}

/**
 * What to ask main for when a person has typed an address: a path or a URL as it is; a host without a scheme gets one.
 */
export function typedAddress(text: string): string {
  const typed = text.trim()
  return /^[^/?#]+\.localhost(:\d+)?(?=$|[/?#])/i.test(typed) && !typed.includes('://') ? `http://${typed}` : typed
}
