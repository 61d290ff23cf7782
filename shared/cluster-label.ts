const maxReadable = 40
const plain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const looksHashed = /-[a-z0-9]{6}$/

/**
 * The DNS label that stands for a context in origins. A name that is a short label already is kept; any other becomes
 * its readable part and a hash of the whole name. It depends on nothing but the name, so it is the same after every
 * restart, and a plain name that ends as a hashed one does is hashed too, so that the two kinds never meet.
 */
export function clusterLabel(context: string): string {
  if (plain.test(context) && context.length <= maxReadable && !looksHashed.test(context)) return context
  const readable = context
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(-maxReadable)
    .replace(/^-+|-+$/g, '')
  return `${readable === '' ? 'cluster' : readable}-${hash(context)}`
}

/** FNV-1a over UTF-16 units in two 32-bit lanes, as six base-36 digits (31 bits): short, stable, not a secret. */
function hash(text: string): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193)
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b) ^ (low >>> 13)
  }
  return ((low ^ high) >>> 0).toString(36).padStart(7, '0').slice(-6)
}
