import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** How long the release page gets to answer. A start that has another way must not hang on a silent network. */
const TIMEOUT_MS = 4000
/** How long a page that did not answer is not asked again. */
const REMEMBER_MS = 12 * 60 * 60 * 1000

export interface ReleasePage {
  readonly url: string
  /** Size in bytes, when the page says so. */
  readonly size: number | undefined
}

/** The address of the zip that the `electron` package downloads, as `@electron/get` computes it without a mirror. */
export function releaseUrl(version: string, platform: string, arch: string): string {
  const file = `electron-v${version}-${platform}-${arch}.zip`
  return `https://github.com/electron/electron/releases/download/v${version}/${file}`
}

/** Whether the person has set up a mirror or a proxy for Electron's own installer: then it is tried without a probe. */
export function hasOwnRoute(env: NodeJS.ProcessEnv): boolean {
  const names = /^(npm_config_)?electron_(mirror|custom_dir|get_use_proxy)$/i
  return Object.entries(env).some(([name, value]) => names.test(name) && value !== undefined && value !== '')
}

export interface ProbeOptions {
  readonly memory: string
  readonly now?: () => number
  readonly request?: typeof fetch
}

/**
 * Asks for the first byte of the release, through its redirects, so that the host that really serves it is proven too.
 * Returns undefined when it does not come in time, or when it did not come some hours ago.
 */
export async function probeReleasePage(url: string, options: ProbeOptions): Promise<ReleasePage | undefined> {
  const { memory, now = Date.now, request = fetch } = options
  const failed = await lastFailure(memory)
  if (failed !== undefined && failed.url === url && now() - failed.failedAt < REMEMBER_MS) return undefined
  try {
    const answer = await request(url, { headers: { range: 'bytes=0-0' }, signal: AbortSignal.timeout(TIMEOUT_MS) })
    await answer.body?.cancel()
    if (answer.ok) return { url, size: totalSize(answer.headers) }
  } catch {
    // Why it cannot be reached does not matter here: there is another way.
  }
  await rememberFailure(url, memory, now())
  return undefined
}

export async function rememberFailure(url: string, memory: string, failedAt: number): Promise<void> {
  await mkdir(path.dirname(memory), { recursive: true })
  await writeFile(memory, JSON.stringify({ url, failedAt }))
}

async function lastFailure(memory: string): Promise<{ url: string; failedAt: number } | undefined> {
  try {
    const { url, failedAt } = JSON.parse(await readFile(memory, 'utf8')) as Record<string, unknown>
    return typeof url === 'string' && typeof failedAt === 'number' ? { url, failedAt } : undefined
  } catch {
    return undefined
  }
}

function totalSize(headers: Headers): number | undefined {
  const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]
  return total === undefined ? undefined : Number(total)
}
