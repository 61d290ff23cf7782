// `npm run bench`: what Porthole costs, measured on this machine. Tables, or with --json one line, on stdout.
import { inspect, parseArgs } from 'node:util'
import { ClusterUnavailable } from '../../e2e/cluster/cluster-unavailable.ts'
import { kubernetesVersion } from '../../e2e/cluster/binaries.ts'
import { repoRoot } from '../paths.ts'
import { contexts } from './contexts.ts'
import { far } from './far.ts'
import { faults } from './faults.ts'
import { launch } from './launch.ts'
import { describeMachine } from './machine.ts'
import { many } from './many.ts'
import { formatResult, type Measurement, type Result } from './measurement.ts'
import { proxyRatios } from './proxy-ratios.ts'
import { scale } from './scale.ts'
import { windowTimes } from './window.ts'

/** All there are, in the order in which they run. One more is a file beside this one and a place in this list. */
const measurements: readonly Measurement[] = [launch, windowTimes, contexts, proxyRatios, far, faults, many, scale]

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
  },
  allowPositionals: true,
})

async function run(): Promise<void> {
  const names = measurements.map(({ name }) => name)
  const unknown = positionals.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    process.stderr.write(`There is no measurement ${unknown.join(', ')}; there are ${names.join(', ')}.\n`)
    process.exitCode = 2
    return
  }
  const machine = { ...describeMachine(), kubernetes: kubernetesVersion }
  const results: Record<string, readonly Result[]> = {}
  for (const measurement of measurements) {
    if (positionals.length > 0 && !positionals.includes(measurement.name)) continue
    results[measurement.name] = await measurement.run({
      rounds: Number(values.rounds),
      seconds: Number(values.seconds),
      progress: (line) => void process.stderr.write(`${line}\n`),
    })
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ machine, results })}\n`)
  else {
    const { processor, cores, memoryGb, system, node, kubernetes, loadBefore } = machine
    const lines = [
      `${processor}, ${cores} cores, ${memoryGb} GB, ${system}; Node ${node}, Kubernetes ${kubernetes}; load before: ${loadBefore}`,
      ...Object.values(results).flat().map(formatResult),
    ]
    process.stdout.write(`${lines.join('\n\n')}\n`)
  }
}

// The test cluster runs commands in the current folder.
process.chdir(repoRoot)
run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ClusterUnavailable ? error.message : inspect(error)}\n`)
  process.exitCode = 1
})
