import { faviconCandidates } from '../../shared/favicon-rules.ts'
import type { HtmlHead } from './html-head.ts'

/** How many of a page's icons are tried. */
const most = 3

/**
 * Where a page's icon may be, best first: what the page names, then the place where browsers look. Only addresses on the
 * page's own origin, and icons that it contains.
 *
 * @param page the page's address, after redirects
 */
export function pageIcons({ icons, base }: Pick<HtmlHead, 'icons' | 'base'>, page: URL): string[] {
  const from = base !== undefined && URL.canParse(base, page) ? new URL(base, page) : page
  const named = icons.slice(0, most).flatMap((icon) => (URL.canParse(icon, from) ? [new URL(icon, from).href] : []))
  return faviconCandidates([...named, new URL('/favicon.ico', page).href], page.origin)
}
