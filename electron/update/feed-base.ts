import inspector from 'node:inspector'

// Put in by the bundler: see build/bundle-config.ts.
declare const PORTHOLE_HOMEPAGE: string | null

/**
 * The feed of the build; undefined where it names no public home. A test may name its own, where it can do as it likes
 * anyway: in a build from a folder, or one that is being inspected, which the fuses of a release make impossible.
 */
export function feedBase(packaged: boolean): string | undefined {
  const testable = !packaged || inspector.url() !== undefined
  const named = testable ? process.env['PORTHOLE_TEST_FEED'] : undefined
  return named ?? (PORTHOLE_HOMEPAGE === null ? undefined : `${PORTHOLE_HOMEPAGE}/releases/`)
}
