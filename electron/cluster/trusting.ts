import { createSecureContext, type SecureContext } from 'node:tls'
import { FailureError } from '../../shared/failure.ts'
import type { CertificatePair } from './credential-files.ts'

const contexts = new WeakMap<readonly string[], SecureContext>()

/**
 * What TLS is spoken with: whom it trusts (whom Node trusts, where nobody is named), and a user's own certificate. For the
 * same list it is the same context again: to parse the authorities of a system takes 25 ms of main.
 */
export function trusting(ca: string[] | undefined, pair?: CertificatePair): SecureContext {
  if (!ca || pair) return contextOf(ca, pair)
  const context = contexts.get(ca) ?? contextOf(ca)
  contexts.set(ca, context)
  return context
}

function contextOf(ca: string[] | undefined, pair?: CertificatePair): SecureContext {
  try {
    // Whatever stands in the kubeconfig is trusted, be it an intermediate or the server's own, as in Go.
    return createSecureContext({ ...(ca && { ca }), ...pair, allowPartialTrustChain: true })
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new FailureError('credentials-unavailable', `A certificate or key of the kubeconfig cannot be used${why}.`, {
      hint: 'certificate-authority, client-certificate and client-key must be PEM, and the key that of the certificate.',
      cause: error,
    })
  }
}
