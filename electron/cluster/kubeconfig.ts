import { dirname, isAbsolute, resolve, sep } from 'node:path'
import {
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml'
import { z } from 'zod'
import { FailureError } from '../../shared/failure.ts'
import type { KubeconfigFile } from './kubeconfig-files.ts'

// Go's JSON decoder, which is what kubectl reads kubeconfigs with, takes null for the zero value everywhere.
const text = z.string().nullish()
const word = text.transform((value) => value ?? '')
const strings = z.array(word).nullish()
/** What Go reads into `[]byte`. */
const bytes = z.string().refine(isBase64, 'not base64').nullish()

function list<T extends z.ZodType>(item: T) {
  return z.array(z.preprocess((value) => value ?? {}, item)).nullish()
}

const clusterSchema = z.looseObject({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': bytes,
  'insecure-skip-tls-verify': z.boolean().nullish(),
  'tls-server-name': text,
  'proxy-url': text,
})
const execSchema = z.looseObject({
  apiVersion: text,
  command: word,
  args: strings,
  env: list(z.object({ name: word, value: word })),
  interactiveMode: text,
  provideClusterInfo: z.boolean().nullish(),
  installHint: text,
})
const userSchema = z.looseObject({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': bytes,
  'client-key': text,
  'client-key-data': bytes,
  as: text,
  'as-uid': text,
  'as-groups': strings,
  'as-user-extra': z
    .record(
      z.string(),
      strings.transform((values) => values ?? []),
    )
    .nullish(),
  exec: execSchema.nullish(),
  'auth-provider': z.looseObject({ name: word, config: z.record(z.string(), word).nullish() }).nullish(),
})
const contextSchema = z.looseObject({ cluster: text, user: text, namespace: text })

const fileSchema = z.looseObject({
  apiVersion: z.enum(['v1', ''], 'expected "v1"').nullish(),
  kind: z.enum(['Config', ''], 'expected "Config"').nullish(),
  'current-context': text,
  clusters: list(z.object({ name: word, cluster: clusterSchema.nullish() })),
  users: list(z.object({ name: word, user: userSchema.nullish() })),
  contexts: list(z.object({ name: word, context: contextSchema.nullish() })),
})

/** RFC 4648 with padding, line breaks allowed: Go's `base64.StdEncoding`. */
function isBase64(value: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value.replace(/[\r\n]/g, ''))
}

export type ClusterEntry = z.infer<typeof clusterSchema>
export type UserEntry = z.infer<typeof userSchema>
export type ContextEntry = z.infer<typeof contextSchema>

/** Several files as one. Paths in it are absolute. */
export interface Kubeconfig {
  currentContext: string
  clusters: ReadonlyMap<string, ClusterEntry>
  users: ReadonlyMap<string, UserEntry>
  contexts: ReadonlyMap<string, ContextEntry>
}

/**
 * Parses and merges kubeconfig files as kubectl does: the first file that sets a value or a name wins, relative paths
 * belong to the folder of their own file, a name that stands twice in one file is an error.
 * Throws `kubeconfig-invalid` with file, line and column.
 */
export function mergeKubeconfigs(files: readonly KubeconfigFile[]): Kubeconfig {
  let currentContext = ''
  const clusters = new Map<string, ClusterEntry>()
  const users = new Map<string, UserEntry>()
  const contexts = new Map<string, ContextEntry>()
  for (const file of files) {
    const config = parseFile(file)
    const absolute = absolutePaths(dirname(resolve(file.path)))
    currentContext ||= config['current-context'] ?? ''
    for (const { name, cluster } of config.clusters ?? []) addMissing(clusters, name, absolute.cluster(cluster ?? {}))
    for (const { name, user } of config.users ?? []) addMissing(users, name, absolute.user(user ?? {}))
    // A context without a name is one that nobody can ask for.
    for (const { name, context } of config.contexts ?? []) if (name !== '') addMissing(contexts, name, context ?? {})
  }
  return { currentContext, clusters, users, contexts }
}

/**
 * go-yaml 2, which kubectl uses, is YAML 1.1 (`yes` is true, `<<` merges) without its dates and base-60 numbers, and the
 * last of a key that stands twice counts.
 */
const asGoReadsIt: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  uniqueKeys: false,
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !isTime(tag)),
}

function isTime({ tag, format }: { tag: string; format?: string }): boolean {
  return format === 'TIME' || tag.endsWith(':timestamp')
}

function addMissing<T>(into: Map<string, T>, name: string, entry: T): void {
  if (!into.has(name)) into.set(name, entry)
}

function parseFile({ path, text }: KubeconfigFile): z.infer<typeof fileSchema> {
  const lines = new LineCounter()
  const document = parseDocument(text, { ...asGoReadsIt, lineCounter: lines, prettyErrors: false })
  const invalid = (offset: number, message: string): FailureError => {
    const { line, col } = lines.linePos(offset)
    return new FailureError('kubeconfig-invalid', `${path}, line ${line}, column ${col}: ${message}`)
  }
  // What follows the first document is not looked at.
  const error = document.errors.find(({ code }) => code !== 'MULTIPLE_DOCS')
  if (error) throw invalid(error.pos[0], error.message)
  const parsed = fileSchema.safeParse(plainValue(document, invalid))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const keys = issue?.path.filter((key) => typeof key !== 'symbol') ?? []
    const at = keys.length > 0 ? `${keys.join('.')}: ` : ''
    throw invalid(offsetOf(document, keys), `${at}${issue?.message ?? 'not a kubeconfig'}`)
  }
  for (const list of ['clusters', 'users', 'contexts'] as const) {
    const names = parsed.data[list]?.map(({ name }) => name) ?? []
    const second = names.findIndex((name, index) => names.indexOf(name) < index)
    if (second === -1) continue
    const offset = offsetOf(document, [list, second, 'name'])
    throw invalid(offset, `the name "${names[second] ?? ''}" stands twice in ${list}.`)
  }
  return parsed.data
}

/** An alias without its anchor, or too many of them, shows only here. */
function plainValue(document: Document.Parsed, invalid: (offset: number, message: string) => FailureError): unknown {
  try {
    return document.toJS() ?? {}
  } catch (error) {
    let offset = 0
    visit(document, {
      Alias: (_key, alias) => {
        if (alias.resolve(document)) return undefined
        offset = alias.range?.[0] ?? 0
        return visit.BREAK
      },
    })
    throw invalid(offset, error instanceof Error ? error.message : String(error))
  }
}

/** Where the value at a path stands, or what is nearest above it when it is missing. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (hasRange(node)) return node.range[0]
  }
  return hasRange(document.contents) ? document.contents.range[0] : 0
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}

function absolutePaths(folder: string) {
  const path = (value: string | null | undefined) =>
    value === null || value === undefined || value === '' || isAbsolute(value) ? value : resolve(folder, value)
  return {
    cluster: (entry: ClusterEntry): ClusterEntry => ({
      ...entry,
      'certificate-authority': path(entry['certificate-authority']),
    }),
    user: (entry: UserEntry): UserEntry => ({
      ...entry,
      tokenFile: path(entry.tokenFile),
      'client-certificate': path(entry['client-certificate']),
      'client-key': path(entry['client-key']),
      // A bare command name is looked up in PATH; one with a folder belongs to the file (client-go, `exec` paths).
      exec: entry.exec && {
        ...entry.exec,
        command: entry.exec.command.includes(sep) ? (path(entry.exec.command) ?? '') : entry.exec.command,
      },
    }),
  }
}
