import { compare, valid } from 'semver'
import { parse } from 'yaml'
import { z } from 'zod'
import { FailureError } from '../../shared/failure.ts'
import { isBeta, type UpdateChannel } from './feed.ts'
import { isSignedBy } from './signature.ts'

/** A plain name: a path or a URL would lead out of the release. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/, 'is no plain file name')

const releaseSchema = z.object({
  version: z.string().refine((text) => valid(text) === text, 'is no version'),
  files: z
    .array(
      z.object({
        url: fileName,
        /** Of the file, base64. */
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'is no sha512'),
        /** Bytes. */
        size: z.number().int().positive(),
      }),
    )
    .min(1)
    .max(20),
})
export type Release = z.infer<typeof releaseSchema>
export type ReleaseFile = Release['files'][number]

/** What a feed answered, not trusted yet. */
export interface SignedMetadata {
  readonly bytes: Uint8Array
  /** Undefined where the feed has none. */
  readonly signature: string | undefined
}

/**
 * The release that a feed offers. Its signature is checked before anything in it is looked at.
 *
 * @param key the public key that is compiled in
 * @throws FailureError when it is not signed, or not by us, or makes no sense
 */
export function readRelease({ bytes, signature }: SignedMetadata, key: string): Release {
  const text = new TextDecoder().decode(bytes)
  if (signature === undefined || !isSignedBy(bytes, signature, key)) {
    // A sign-in page of a network answers everything; it is no attack, and is said so.
    if (!/^version:/m.test(text))
      throw new FailureError('update-feed-invalid', 'It does not begin as a release does: it may be a web page.')
    throw new FailureError(
      'update-unsigned',
      signature === undefined
        ? 'The feed has no signature beside the release.'
        : 'The signature is not Porthole’s, or not of this release.',
    )
  }
  const release = releaseSchema.safeParse(parsed(text))
  if (release.success) return release.data
  const [issue] = release.error.issues
  throw new FailureError('update-feed-invalid', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim())
}

/**
 * Whether a release may replace what runs: it is newer, and a beta only where betas are wanted. What is older or equal
 * never does, whoever signed it.
 */
export function replaces(offered: string, running: string, channel: UpdateChannel): boolean {
  return compare(offered, running) > 0 && (channel === 'beta' || !isBeta(offered))
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 })
  } catch (error) {
    throw new FailureError('update-feed-invalid', error instanceof Error ? error.message.split('\n')[0] : undefined)
  }
}
