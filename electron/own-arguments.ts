/** The arguments that a person or a desktop gave: without the program, and in development without the app's folder. */
export function ownArguments(argv: readonly string[], development: boolean): readonly string[] {
  const args = argv.slice(1)
  const folder = development ? args.findIndex((one) => !one.startsWith('-')) : -1
  return args.filter((_, at) => at !== folder)
}
