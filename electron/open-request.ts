import { parseDeepLink } from '../shared/deep-link.ts'
import type { Command } from './cli/parse-command.ts'
import type { OpenRequest } from './window/open-requests.ts'

/** What a command wants opened in the window: nothing, a Service, or a link that came from outside. */
export function requestOf(command: Command): OpenRequest | undefined {
  if (command.do === 'open') {
    const { namespace, name, port } = command.service
    const { context, demo } = command.options
    return {
      kind: 'service',
      context: demo ? undefined : context,
      namespace,
      service: name,
      port,
      path: '/',
      outside: false,
    }
  }
  if (command.do !== 'window' || command.link === undefined) return undefined
  return requestOfLink(command.link)
}

/** What a porthole:// link wants opened, or why it cannot be. */
export function requestOfLink(text: string): OpenRequest {
  const parsed = parseDeepLink(text)
  return parsed.ok ? { kind: 'service', ...parsed.link, outside: true } : { kind: 'refused', message: parsed.message }
}
