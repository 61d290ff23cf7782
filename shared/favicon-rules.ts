/** The largest favicon that is taken, in bytes. */
export const faviconLimit = 64 * 1024

const imageTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/svg+xml',
  'image/x-icon',
  'image/vnd.microsoft.icon',
])

/** The icons of a page that may be looked at, in the page's order: of its own origin, or contained in it. */
export function faviconCandidates(urls: readonly string[], origin: string): string[] {
  return urls.filter((url) => {
    if (url.startsWith('data:')) return isImageUrl(url)
    return URL.canParse(url) && /^https?:/i.test(url) && new URL(url).origin === origin
  })
}

/** A `Content-Type` as the plain type of an image that can be shown; undefined for anything else. */
export function imageType(contentType: string | null): string | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  return imageTypes.has(type) ? type : undefined
}

/** A data: URL of an image, short enough to be sent with every change of what shows it. */
function isImageUrl(url: string): boolean {
  const [, type = ''] = /^data:([^,]*),/.exec(url.slice(0, 256)) ?? []
  return imageType(type) !== undefined && url.length <= (faviconLimit * 4) / 3 + 256
}
