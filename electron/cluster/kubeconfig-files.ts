import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { FailureError } from '../../shared/failure.ts'

export interface KubeconfigSource {
  /** Candidates in the order in which they count. */
  files: string[]
  /** A file named by --kubeconfig must exist; the others may be missing. */
  required: boolean
}

/**
 * Which kubeconfig files count, as kubectl decides it (client-go, `ClientConfigLoadingRules`): `--kubeconfig` alone, else
 * the list in KUBECONFIG, else `~/.kube/config`.
 */
export function kubeconfigSource(
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): KubeconfigSource {
  if (flag !== undefined) return { files: [flag], required: true }
  const listed = (environment['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '')
  if (listed.length > 0) return { files: [...new Set(listed)], required: false }
  return { files: [join(environment['HOME'] ?? homedir(), '.kube', 'config')], required: false }
}

export interface KubeconfigFile {
  path: string
  text: string
}

/** Reads the files that exist. Throws `kubeconfig-missing` for a required file, `kubeconfig-invalid` for an unreadable one. */
export async function readKubeconfigFiles({ files, required }: KubeconfigSource): Promise<KubeconfigFile[]> {
  const read = await Promise.all(
    files.map(async (path) => {
      try {
        return { path, text: await readFile(path, 'utf8') }
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException
        if (code === 'ENOENT' && !required) return undefined
        if (code === 'ENOENT') throw new FailureError('kubeconfig-missing', `${path} does not exist.`)
        throw new FailureError('kubeconfig-invalid', `${path} cannot be read (${code}).`, { cause: error })
      }
    }),
  )
  return read.filter((file) => file !== undefined)
}
