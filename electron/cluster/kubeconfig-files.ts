import { delimiter, join } from 'node:path'
import { FailureError } from '../../shared/failure.ts'
import { kubeHome } from './home-folder.ts'
import { readWhole } from './read-whole.ts'

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
  platform: string = process.platform,
): KubeconfigSource {
  // One without a value is none to kubectl.
  if (flag !== undefined && flag !== '') return { files: [flag], required: true }
  const list = environment['KUBECONFIG'] ?? ''
  // A list of nothing but delimiters names no file, not even the usual one.
  if (list !== '') return { files: [...new Set(list.split(delimiter))].filter((file) => file !== ''), required: false }
  return { files: [join(kubeHome(environment, platform), '.kube', 'config')], required: false }
}

const whys: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EACCES: 'you may not',
  EAGAIN: 'it is a pipe, and nobody writes to it',
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
        return { path, text: decoded(await readWhole(path)) }
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException
        if (code === 'ENOENT' && !required) return undefined
        if (code === 'ENOENT') throw new FailureError('kubeconfig-missing', `${path} does not exist.`)
        throw new FailureError('kubeconfig-invalid', `${path} cannot be read (${whys[code] ?? code}).`, {
          hint: 'Check the path and who may read it; kubectl stops there too.',
          cause: error,
        })
      }
    }),
  )
  return read.filter((file) => file !== undefined)
}

/** What go-yaml knows by its first signs: UTF-16, which PowerShell writes, or else UTF-8. */
function decoded(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}
