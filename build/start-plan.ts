import { parseCommand } from '../electron/cli/parse-command.ts'
import { hasDisplay } from '../electron/has-display.ts'

/** What `npm start` does with its flags and its surroundings. */
export type StartPlan =
  | { readonly kind: 'refuse'; readonly message: string }
  /** Plain Node: serving, or a command that prints. */
  | { readonly kind: 'no-window' }
  /** Serving that was not asked for: there is no display. */
  | { readonly kind: 'no-display' }
  | { readonly kind: 'window' }

export function planStart(args: readonly string[], platform: string, env: NodeJS.ProcessEnv): StartPlan {
  const command = parseCommand(args)
  if (!command.ok) return { kind: 'refuse', message: command.message }
  if (command.value.do !== 'window' && command.value.do !== 'open') return { kind: 'no-window' }
  return hasDisplay(platform, env) ? { kind: 'window' } : { kind: 'no-display' }
}
