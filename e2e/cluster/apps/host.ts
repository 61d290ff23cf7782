import type { AppPort, BuiltInApp } from '../control-protocol.ts'
import { startEcho } from './echo.ts'
import type { RunningApp } from './serve.ts'
import { startTiny } from './tiny.ts'

/** From the supervisor, over Node's own channel. */
export type HostRequest =
  | {
      readonly id: number
      readonly kind: 'start'
      readonly app: BuiltInApp
      readonly address: string
      readonly ports: readonly AppPort[]
    }
  | { readonly id: number; readonly kind: 'stop'; readonly address: string }

export interface HostAnswer {
  readonly id: number
  readonly failure?: string
}

const starters = { echo: startEcho, tiny: startTiny } as const
const running = new Map<string, RunningApp>()

async function handle(request: HostRequest): Promise<void> {
  if (request.kind === 'start') {
    running.set(request.address, await starters[request.app](request.address, request.ports))
    return
  }
  await running.get(request.address)?.close()
  running.delete(request.address)
}

process.on('message', (request: HostRequest) => {
  handle(request).then(
    () => process.send?.({ id: request.id } satisfies HostAnswer),
    (error: unknown) => process.send?.({ id: request.id, failure: String(error) } satisfies HostAnswer),
  )
})
