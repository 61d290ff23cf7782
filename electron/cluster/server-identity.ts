import { checkServerIdentity, type PeerCertificate } from 'node:tls'

/**
 * Whether a certificate is for a name, as Go finds it: what is wrong, or undefined. Node takes the common name where no other
 * stands in the certificate, which nobody should rely on, and `*.lan` for nobody, which home networks do rely on.
 */
export function serverIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  const subject = { ...certificate.subject, CN: '' }
  // Newer Nodes take a name that is not ASCII for its ASCII form; Go takes names as they are written.
  const names = /^[\x21-\x7e]*$/.test(host) ? certificate.subjectaltname : ''
  const wrong = checkServerIdentity(host, {
    ...certificate,
    subject,
    ...(names !== undefined && { subjectaltname: names }),
  })
  return wrong && hasWildcard(certificate, host) ? undefined : wrong
}

/** Whether it is for all names right below the one that a host of two parts stands below. */
function hasWildcard({ subjectaltname = '' }: PeerCertificate, host: string): boolean {
  const [, above] = /^[^.]+\.([^.]+)\.?$/.exec(host.toLowerCase()) ?? []
  return above !== undefined && subjectaltname.toLowerCase().split(', ').includes(`dns:*.${above}`)
}
