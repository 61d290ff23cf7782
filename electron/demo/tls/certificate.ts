import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts'

export interface Certificate {
  /** PEM; also its own CA. */
  readonly cert: string
  /** PEM, PKCS#8. */
  readonly key: string
}

const dayMs = 24 * 60 * 60 * 1000
const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))

/**
 * Makes a self-signed EC P-256 certificate for 127.0.0.1, localhost and `names`, valid for a year: a few milliseconds.
 * Written with node:crypto alone, because loading an X.509 library takes longer than the whole demo cluster does.
 */
export function selfSignedCertificate(commonName: string, names: readonly string[] = []): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(objectId('2.5.4.3'), utf8String(commonName))))
  const now = Date.now()
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    // Clocks of a person's computer jump; an hour back is harmless here.
    sequence(time(new Date(now - dayMs / 24)), time(new Date(now + 365 * dayMs))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions(['localhost', ...names]))),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = new X509Certificate(sequence(body, ecdsaWithSha256, bitString(signature)))
  return { cert: certificate.toString(), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

// RFC 5280, 4.2.1: basicConstraints, keyUsage, extKeyUsage, subjectAltName.
function extensions(names: readonly string[]): Buffer[] {
  const loopback = [Buffer.from([127, 0, 0, 1]), Buffer.from([...Array<number>(15).fill(0), 1])]
  const alternatives = [
    ...names.map((name) => implicit(2, Buffer.from(name))),
    ...loopback.map((address) => implicit(7, address)),
  ]
  const digitalSignatureAndCertSign = 0b1000_0100
  return [
    extension('2.5.29.19', sequence(boolean(true)), true),
    extension('2.5.29.15', bitString(Buffer.from([digitalSignatureAndCertSign]), 2), true),
    extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...alternatives)),
  ]
}

function extension(id: string, content: Buffer, critical = false): Buffer {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), octetString(content))
}
