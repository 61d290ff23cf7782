import { deepLink, parseDeepLink } from '../../../shared/deep-link.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { ask } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { copyText } from '../copy-url/copy-actions.ts'
import { complain } from '../notices/notice-store.ts'

export interface PageLink {
  value: string
  /** The name that the context must have where the link is opened. */
  context: string
}

/**
 * The `porthole://` link to the page of a tab: its Service's link, as main says it, at the path on show. A text says why
 * there is none.
 */
export async function pageLink(
  tab: Pick<Tab, 'cluster' | 'namespace' | 'service' | 'port' | 'url'>,
): Promise<PageLink | string> {
  const { cluster, namespace, service: name, port, url } = tab
  const answer = await ask('service.copyTargets', { cluster, namespace, name, port })
  if (!answer.ok) return answer.message
  const target = answer.value.find(({ kind }) => kind === 'link')
  return (target && linkAt(target.value, url)) ?? strings.page.copy.linkNone
}

/** Copies it, or says why there is none. */
export async function copyPageLink(tab: Tab): Promise<void> {
  const link = await pageLink(tab)
  if (typeof link === 'string') complain(strings.copy.nothing, link)
  else await copyText(link.value)
}

/** A Service's link, leading to the path of a URL; to its root where a link cannot have that path. */
export function linkAt(service: string, url: string): PageLink | null {
  const parsed = parseDeepLink(service)
  if (!parsed.ok) return null
  const { pathname, search, hash } = new URL(url)
  const value = deepLink({ ...parsed.link, path: pathname + search + hash })
  return { value: parseDeepLink(value).ok ? value : service, context: parsed.link.context }
}
