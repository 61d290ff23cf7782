import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The person's folder; '' where the system knows none, as for a user of a container who has a number alone. Node throws there. */
export function homeFolder(): string {
  try {
    return homedir()
  } catch {
    return ''
  }
}

/**
 * The folder that has kubectl's `.kube` (client-go, `homedir`). Windows has several that may be, such as a share of the
 * company's and what a shell calls HOME: the first with a kubeconfig counts.
 */
export function kubeHome(env: Readonly<Record<string, string | undefined>>, platform: string): string {
  const { HOME, HOMEDRIVE, HOMEPATH, USERPROFILE } = env
  if (platform !== 'win32') return HOME ?? homeFolder()
  const homes = [HOME, HOMEDRIVE && HOMEPATH && HOMEDRIVE + HOMEPATH, USERPROFILE]
  const home = homes.find((one) => one && existsSync(join(one, '.kube', 'config')))
  return home ?? (HOME || USERPROFILE || homeFolder())
}
