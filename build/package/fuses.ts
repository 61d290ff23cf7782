import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/**
 * What a release may do: no Node by environment, flag or inspector, no code but the archive's own, cookies encrypted.
 * An inspectable build, for the end-to-end suite, differs in the inspector alone.
 */
export const releaseFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const
export type FuseName = keyof typeof releaseFuses
export type Fuses = Readonly<Record<FuseName, boolean>>

/** The states in an executable's fuse wire are characters; the library does not export its names for them. */
const stateOff = '0'.charCodeAt(0)
const stateOn = '1'.charCodeAt(0)

const names = Object.keys(releaseFuses) as FuseName[]

/** Sets the fuses in an executable. */
export async function setFuses(executable: string, fuses: Fuses): Promise<void> {
  const wire = Object.fromEntries(names.map((name) => [FuseV1Options[name], fuses[name]]))
  await flipFuses(executable, { version: FuseVersion.V1, ...wire })
}

/** Reads the fuses that an executable really has; null for one that its Electron does not know. */
export async function readFuses(executable: string): Promise<Readonly<Record<FuseName, boolean | null>>> {
  const wire = await getCurrentFuseWire(executable)
  const read = (name: FuseName): boolean | null => {
    const state = Number(wire[FuseV1Options[name]])
    if (state === stateOn) return true
    return state === stateOff ? false : null
  }
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<FuseName, boolean | null>
}

/** The fuses that are not as they should be, one phrase each. */
export function wrongFuses(found: Readonly<Record<FuseName, boolean | null>>, wanted: Fuses): readonly string[] {
  return names
    .filter((name) => found[name] !== wanted[name])
    .map((name) => `${name} is ${word(found[name])}, not ${word(wanted[name])}`)
}

function word(state: boolean | null): string {
  return state === null ? 'unknown' : state ? 'on' : 'off'
}
