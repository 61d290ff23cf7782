import type { ServiceRef } from '../../../shared/service-ref.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { complain, confirm } from '../notices/notice-store.ts'

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string, shown = text): Promise<void> {
  if (await run('clipboard.write', { text })) confirm(strings.copy.copied, shown)
}

/** Copies what helps a report, without credentials. */
export async function copyDiagnostics(): Promise<void> {
  const answer = await run('diagnostics.text', undefined)
  if (answer) await copyText(answer.value, strings.copy.diagnostics)
}

/** Copies the classic proxy URL of a Service, or what stands first when it has none. */
export async function copyProxyUrl(service: ServiceRef): Promise<void> {
  const answer = await run('service.copyTargets', service)
  if (!answer) return
  const target = answer.value.find(({ kind }) => kind === 'classic') ?? answer.value[0]
  if (target) await copyText(target.value)
  else complain(strings.copy.nothing, service.name)
}
