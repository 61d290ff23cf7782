// Before every script of package.json: TypeScript, and a word about a Node that is too old. What the script reads may not
// even link on one, and would say so by a stack.
import 'tsx'

const { checkNode } = await import('./node-version.ts')
checkNode(new URL('../package.json', import.meta.url))
