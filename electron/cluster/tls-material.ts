import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { FailureError } from '../../shared/failure.ts'
import type { CertificatePair } from './credential-files.ts'

/**
 * The certificates of a text that say who is trusted: what is between them and what is none are passed over, as Go does
 * (`AppendCertsFromPEM`), since OpenSSL stops at the first that it cannot read. Throws `credentials-unavailable` where
 * there is none, which OpenSSL takes for trust in nobody: every server would look like a wrong one.
 */
export function authorities(text: string): string[] {
  const certificates = certificatesOf(text)
  if (certificates.length === 0)
    throw new FailureError(
      'credentials-unavailable',
      'The certificate-authority of the kubeconfig holds no certificate.',
      {
        hint: 'It must be PEM; certificate-authority-data is that in base64, once.',
      },
    )
  return certificates
}

/** The certificates of a text that can be read, of those that are wanted. */
export function certificatesOf(text: string, wanted: (certificate: string) => boolean = () => true): string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? []
  return blocks.filter((block) => wanted(block) && readCertificate(block) !== undefined)
}

/**
 * A user's certificate and key as TLS wants them. Throws `credentials-unavailable` for those that kubectl refuses too: with
 * a key of another certificate TLS would say nothing, and the API server would see nobody.
 */
export function clientPair({ cert, key }: CertificatePair): CertificatePair {
  const own = privateKey(key)
  if (own === undefined)
    throw unusable(
      /ENCRYPTED/.test(key)
        ? 'The client key of the kubeconfig is encrypted, which neither kubectl nor Porthole can ask about.'
        : 'The client key of the kubeconfig cannot be read.',
    )
  const certificate = readCertificate(cert)
  if (certificate === undefined) throw unusable('The client certificate of the kubeconfig cannot be read.')
  if (!certificate.checkPrivateKey(own))
    throw unusable('The client key of the kubeconfig is not that of its client certificate.')
  return { cert, key: own.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** The first key of a text, whatever its label says that it is, as in Go (`tls.X509KeyPair`). */
function privateKey(text: string): KeyObject | undefined {
  const [, base64 = ''] = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----([^]*?)-----END/.exec(text) ?? []
  const key = Buffer.from(base64, 'base64')
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
    try {
      return createPrivateKey({ key, type, format: 'der' })
    } catch {
      // It is of another.
    }
  }
  return undefined
}

function readCertificate(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(text)
  } catch {
    return undefined
  }
}

function unusable(message: string): FailureError {
  return new FailureError('credentials-unavailable', message, {
    hint: 'client-certificate and client-key must be PEM, without a password, and the key that of the certificate.',
  })
}
