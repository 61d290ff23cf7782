import { z } from 'zod'
import { settingsSchema } from '../../electron/settings/settings.ts'

interface Node {
  readonly description?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly items?: Node
  readonly properties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: Node | boolean
  readonly anyOf?: readonly Node[]
}

/** docs/settings.md: the settings file, from the schema that reads it. */
export function settingsPage(): string {
  const { properties = {} } = z.toJSONSchema(settingsSchema, { io: 'input' }) as Node
  const rows = Object.entries(properties).flatMap(([name, node]) =>
    name === 'preferences' ? [row(name, { ...node, properties: {} }), ...preferences(node)] : [row(name, node)],
  )
  return `# The settings file

One JSON file that a person can read: \`~/.config/porthole/settings.json\` on Linux, \`~/Library/Application Support/porthole/settings.json\`
on macOS, \`%APPDATA%\\porthole\\settings.json\` on Windows. It is written whole and at once, so a crash leaves the old one or the new
one. An entry that cannot be read is left out and named, and the file as it was is kept beside it; a file from a newer Porthole is
left alone. Made from \`electron/settings/settings.ts\` by \`npm run docs\`.

| entry | what it holds | what it is for |
| --- | --- | --- |
${rows.join('\n')}

A cluster's *id* is what stands for its context in URLs: the context's name, or its readable part and six characters of a hash.
`
}

/** Each has a row of its own: they are what a person edits. */
function preferences({ properties = {} }: Node): string[] {
  return Object.entries(properties).map(([name, node]) => row(`preferences.${name}`, node))
}

function row(name: string, node: Node): string {
  return `| \`${name}\` | ${cell(typeOf(node))} | ${cell(node.description ?? '')} |`
}

/** A type in words. */
function typeOf(node: Node): string {
  if (node.const !== undefined) return JSON.stringify(node.const)
  if (node.enum) return node.enum.map((value) => JSON.stringify(value)).join(', ')
  if (node.anyOf) return node.anyOf.map(typeOf).join(' or ')
  if (node.type === 'array') return `a list of ${typeOf(node.items ?? {}).replace(/^string$/, 'strings')}`
  if (node.properties) {
    if (Object.keys(node.properties).length === 0) return 'the entries below'
    const parts = Object.entries(node.properties).map(([name, part]) => `\`${name}\`: ${typeOf(part)}`)
    return `{ ${parts.join('; ')} }`
  }
  if (typeof node.additionalProperties === 'object') return `by key: ${typeOf(node.additionalProperties)}`
  const { minimum, maximum = Number.MAX_SAFE_INTEGER } = node
  // The bounds of every integer say nothing.
  if (minimum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
    return `${node.type ?? 'number'} from ${minimum} to ${maximum}`
  return node.type ?? 'anything'
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
