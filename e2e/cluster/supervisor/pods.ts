import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppSpec, PodRequest } from '../control-protocol.ts'
import type { BuiltInHost } from './built-in-host.ts'
import { type Daemon, startDaemon } from './daemon.ts'
import { podAddress, waitForPort } from './network.ts'

/** Starts and stops the applications behind pod addresses. */
export interface Pods {
  start(request: PodRequest): Promise<{ podIP: string }>
  stop(podIP: string): Promise<void>
}

type Stop = () => Promise<void>
type CommandApp = Extract<AppSpec, { command: string }>

/** `env` is what every program gets; `host` runs the built-in applications. */
export function createPods(directory: string, env: Readonly<Record<string, string>>, host: BuiltInHost): Pods {
  const running = new Map<string, Stop>()
  let count = 0
  return {
    async start(request) {
      const podIP = podAddress(count++)
      const { app } = request
      running.set(
        podIP,
        'builtIn' in app
          ? await host.start(app.builtIn, podIP, request.ports)
          : await startCommand(directory, env, app, podIP, request),
      )
      return { podIP }
    },
    async stop(podIP) {
      const stop = running.get(podIP)
      running.delete(podIP)
      await stop?.()
    },
  }
}

async function startCommand(
  directory: string,
  env: Readonly<Record<string, string>>,
  app: CommandApp,
  podIP: string,
  request: PodRequest,
): Promise<Stop> {
  const podDirectory = join(directory, 'pods', podIP)
  const values = { POD_IP: podIP, POD_DIR: podDirectory }
  await mkdir(podDirectory, { recursive: true })
  for (const [name, text] of Object.entries(app.files ?? {})) {
    await writeFile(join(podDirectory, name), expand(text, values))
  }
  const ownEnv = Object.entries(app.env ?? {}).map(([name, value]) => [name, expand(value, values)] as const)
  const daemon = await startDaemon({
    name: request.label,
    command: app.command,
    args: (app.args ?? []).map((arg) => expand(arg, values)),
    env: { ...env, ...values, ...Object.fromEntries(ownEnv) },
    cwd: app.cwd ?? podDirectory,
    logFile: join(directory, 'logs', `${request.label}-${podIP}.log`),
  })
  const stop = async (): Promise<void> => {
    daemon.signal('SIGKILL')
    await daemon.ended
    await rm(podDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  try {
    await waitForPorts(podIP, request, daemon)
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

async function waitForPorts(podIP: string, request: PodRequest, daemon: Daemon): Promise<void> {
  await Promise.all(request.ports.map(({ port }) => waitForPort(podIP, port, daemon, request.timeoutMs)))
}

/** Fills in `$(NAME)` for the names in `values`; other text stays. */
export function expand(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\(([A-Z_]+)\)/g, (whole, name: string) => values[name] ?? whole)
}
