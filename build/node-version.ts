import { readFileSync } from 'node:fs'
import { gte, minVersion } from 'semver'

/** What is wrong with a Node, as a sentence; undefined where package.json's `engines` has it. */
export function nodeProblem(running: string, wanted: string): string | undefined {
  const oldest = minVersion(wanted)
  if (oldest === null || gte(running, oldest)) return undefined
  return `this is Node ${running}; Porthole needs ${oldest.version} or newer.`
}

/** Ends the process with that sentence: what an older Node lacks would be told by a stack. */
export function checkNode(manifest: URL): void {
  const { engines } = JSON.parse(readFileSync(manifest, 'utf8')) as { engines: { node: string } }
  const problem = nodeProblem(process.versions.node, engines.node)
  if (problem === undefined) return
  process.stderr.write(`porthole: ${problem}\n`)
  process.exit(1)
}
