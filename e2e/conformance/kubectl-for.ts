import { beforeEach } from 'vitest'
import { findBinaries } from '../cluster/binaries.ts'
import { unlessUnavailable } from '../cluster/cluster-unavailable.ts'

/** kubectl for the suite of a file; where there is none, and none can be built, its tests are skipped, and stderr says so. */
export async function kubectlFor(suite: string): Promise<string> {
  const found = await unlessUnavailable(suite, () => findBinaries())
  beforeEach(({ skip }) => skip(found === undefined))
  return found?.kubectl ?? ''
}
