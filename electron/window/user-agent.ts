/**
 * A user agent without the products that Electron adds: some applications take `Electron` for leave to call Node, and
 * none can do better by it.
 */
export function browserUserAgent(userAgent: string): string {
  const kept = /^(Mozilla|AppleWebKit|Chrome|Safari)\//
  const products = userAgent.match(/\([^)]*\)|[^\s(]+/g) ?? []
  return products.filter((product) => product.startsWith('(') || kept.test(product)).join(' ')
}
