import { access, cp, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { executable } from '../package/builder-config.ts'
import { releaseFuses, setFuses } from '../package/fuses.ts'
import { repoRoot } from '../paths.ts'

export interface PackagedProgram {
  readonly file: string
  remove(): Promise<void>
}

/**
 * A copy of the program that `npm run package` has made, as releases have it but for the inspector, which a measurement
 * looks through. Undefined where none was made.
 */
export async function packagedProgram(): Promise<PackagedProgram | undefined> {
  const program = path.join(repoRoot, 'dist/linux-unpacked')
  const made = await access(path.join(program, executable)).then(
    () => true,
    () => false,
  )
  if (!made) return undefined
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-packaged-'))
  await cp(program, folder, { recursive: true })
  const file = path.join(folder, executable)
  await setFuses(file, { ...releaseFuses, EnableNodeCliInspectArguments: true })
  return { file, remove: () => rm(folder, { recursive: true, force: true }) }
}
