/** What of Electron's WebFrameMain tells whose it is. */
export interface Frame {
  url: string
  origin: string
  parent: Frame | null
}

/**
 * Whether a frame, and each that it stands in, is of an origin, or of no origin and made by such a page. A sandbox takes the
 * origin of another site's frame too, but not its address; and within that site's frame there is nothing of ours.
 */
export function isOwnFrame(frame: Frame, own: string): boolean {
  const isOwn = (frame.origin === own || frame.origin === 'null') && isOwnAddress(frame.url, own)
  return isOwn && (frame.parent === null || isOwnFrame(frame.parent, own))
}

/**
 * A frame that has not gone anywhere yet has no address. One of `data:`, or of a blob that a sandbox made, may have been
 * another site's, which went there.
 */
function isOwnAddress(url: string, own: string): boolean {
  if (url === '' || /^about:/i.test(url)) return true
  return URL.canParse(url) && new URL(url).origin === own
}
