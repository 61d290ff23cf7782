import { generateKeyPairSync } from 'node:crypto'
import { generate } from 'selfsigned'

/** A certificate and its private key, PEM. */
export interface KeyAndCertificate {
  readonly key: string
  readonly cert: string
}

/** Who a certificate is for: host names and IP addresses. */
export interface Subject {
  readonly name: string
  readonly hosts?: readonly string[]
  readonly addresses?: readonly string[]
  /** It was valid until then. */
  readonly expired?: Date
}

const algorithm = { keyType: 'ec', algorithm: 'sha256' } as const

/** A certificate authority that lives as long as its cluster; with `ca` an intermediate one. */
export async function makeAuthority(name: string, ca?: KeyAndCertificate): Promise<KeyAndCertificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    ...algorithm,
    ...(ca === undefined ? {} : { ca }),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    ],
  })
  return { key: made.private, cert: made.cert }
}

/** A server certificate, signed by `authority` or, without one, by itself. */
export async function makeServerCertificate(subject: Subject, ca?: KeyAndCertificate): Promise<KeyAndCertificate> {
  const made = await generate([{ name: 'commonName', value: subject.name }], {
    ...algorithm,
    ...(ca === undefined ? {} : { ca }),
    ...(subject.expired && {
      notBeforeDate: new Date(subject.expired.getTime() - 86_400_000),
      notAfterDate: subject.expired,
    }),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...(subject.hosts ?? []).map((value) => ({ type: 2, value }) as const),
          ...(subject.addresses ?? []).map((ip) => ({ type: 7, ip }) as const),
        ],
      },
    ],
  })
  return { key: made.private, cert: made.cert }
}

/** A client certificate: Kubernetes reads the user from its CN and the groups from its O (x509 authentication). */
export async function makeClientCertificate(
  user: string,
  groups: readonly string[],
  ca: KeyAndCertificate,
): Promise<KeyAndCertificate> {
  const attributes = [
    { name: 'commonName', value: user },
    ...groups.map((value) => ({ name: 'organizationName', value })),
  ]
  const made = await generate(attributes, {
    ...algorithm,
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', clientAuth: true },
    ],
  })
  return { key: made.private, cert: made.cert }
}

/** The RSA key that signs and checks service account tokens, PEM. */
export function makeServiceAccountKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return privateKey
}
