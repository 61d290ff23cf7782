import { proxySegment, servicePrefix } from '../../../shared/classic-path.ts'
import { ownProtocol } from '../../../shared/own-protocols.ts'
import { preferredPort, type ServiceRow } from '../../../shared/service.ts'

/** One URL a line, or a Markdown list that names the Services. */
export type UrlListForm = 'lines' | 'markdown'

/**
 * The proxy URLs of Services, in their order: each the one that *Copy URL* of its row gives. A Service without a port
 * that can be proxied to has no line, nor has one that speaks a protocol of its own: nothing of it answers there.
 *
 * @param classic where the cluster's classic URLs are served, e.g. `http://127.0.0.1:8001`
 */
export function urlList(rows: readonly ServiceRow[], classic: string, form: UrlListForm): readonly string[] {
  return rows.flatMap((row) => {
    const port = preferredPort(row)
    if (!port || ownProtocol(port) !== undefined) return []
    const url = `${classic}${servicePrefix(row.namespace, proxySegment(row.name, port))}/`
    // Names are DNS labels, so nothing in them means something to Markdown.
    return [form === 'markdown' ? `- [${row.namespace}/${row.name}](${url})` : url]
  })
}
