import { createPublicKey, verify } from 'node:crypto'

/** What a signature weighs: 64 bytes. */
const signatureLength = 64

/**
 * Whether a detached ed25519 signature is that of these bytes.
 *
 * @param signature base64, as the release workflow writes it
 * @param key the public key: SPKI, DER, base64
 */
export function isSignedBy(bytes: Uint8Array, signature: string, key: string): boolean {
  const text = signature.trim()
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return false
  const raw = Buffer.from(text, 'base64')
  if (raw.length !== signatureLength) return false
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
  return publicKey.asymmetricKeyType === 'ed25519' && verify(null, bytes, publicKey, raw)
}
