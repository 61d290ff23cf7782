import { FailureError } from '../../shared/failure.ts'
import { onOwnOrigin } from '../../shared/origin.ts'

const scheme = /^[a-z][a-z0-9+.-]*:/i

/**
 * The URL that an address typed into a tab's bar stands for: a whole URL on the tab's origin, the same without
 * `http://`, or a path of it (its leading slash may be missing).
 *
 * @param own the tab's origin
 * @throws FailureError `input-invalid` for another origin, and for what is no address
 */
export function pageAddress(address: string, own: string): string {
  const text = address.trim()
  const url = candidates(text, own)
    .filter((to) => URL.canParse(to))
    .map((to) => onOwnOrigin(new URL(to)))
    .find((to) => to.origin === own && isHttp(to.href))
  if (url === undefined) {
    throw new FailureError('input-invalid', `This tab shows pages of ${own} only.`, {
      hint: 'Enter a path, such as /metrics, or open the other address in a browser.',
    })
  }
  return url.href
}

/** What the text may mean, in order. A text with a scheme is never a path, and `host:port/…` looks as if it had one. */
function candidates(text: string, own: string): string[] {
  if (text.startsWith('//') || text.startsWith('\\')) return [`http:${text}`]
  if (text.startsWith('/')) return [own + text]
  if (scheme.test(text)) return [text, `http://${text}`]
  return [`${own}/${text}`]
}

function isHttp(url: string): boolean {
  return /^https?:/i.test(url)
}
