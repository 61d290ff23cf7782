import { parseCommandLine } from '../electron/command-line.ts'
import { hasDisplay } from './virtual-display.ts'

export const usage = `Porthole: a desktop window into the Services of Kubernetes clusters.

usage: npm start -- [flags]

  --kubeconfig FILE      use this kubeconfig instead of KUBECONFIG and ~/.kube/config
  --context NAME         start with this context
  --port N               listen on this port (8001, or the next free one); 0 takes any
  --demo                 open the demo cluster that is built in
  --headless             no window: serve, and print what the cluster has
  --output text|json     how --headless prints
  --help                 print this
`

/** What `npm start` does with its flags and its surroundings. */
export type StartPlan =
  | { readonly kind: 'help' }
  | { readonly kind: 'refuse'; readonly message: string }
  /** Not asked for: there is no display. */
  | { readonly kind: 'headless'; readonly asked: boolean }
  | { readonly kind: 'window' }

export function planStart(args: readonly string[], platform: string, env: NodeJS.ProcessEnv): StartPlan {
  if (args.includes('--help') || args.includes('-h')) return { kind: 'help' }
  const command = parseCommandLine(args)
  if (!command.ok) return { kind: 'refuse', message: command.message }
  if (command.value.headless) return { kind: 'headless', asked: true }
  return hasDisplay(platform, env) ? { kind: 'window' } : { kind: 'headless', asked: false }
}
