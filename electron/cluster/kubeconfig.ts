import { dirname, isAbsolute, resolve, sep } from 'node:path'
import { z } from 'zod'
import { FailureError } from '../../shared/failure.ts'
import { goYamlSteps, YamlProblem, type GoYaml } from './go-yaml/go-yaml.ts'
import { atOnce, type Steps } from './in-turns.ts'
import type { KubeconfigFile } from './kubeconfig-files.ts'

// Go's JSON decoder, which is what kubectl reads kubeconfigs with, takes null for the zero value everywhere.
const text = z.string().nullish()
const word = text.transform((value) => value ?? '')
const strings = z.array(word).nullish()
/** What Go reads into `[]byte`, and as it writes it. */
const bytes = z
  .string()
  .refine(isBase64, 'not base64')
  .transform((value) => Buffer.from(value, 'base64').toString('base64'))
  .nullish()

function list<T extends z.ZodType>(item: T) {
  return z.array(z.preprocess((value) => value ?? {}, item)).nullish()
}

/** For whoever it may concern; read, as kubectl refuses a file over them. */
const extensions = list(z.looseObject({ name: text, extension: z.unknown().optional() })).refine((items) => {
  // One that says nothing may stand before another of its name.
  const names = new Set<string>()
  return (items ?? []).every(({ name, extension }) => {
    if (names.has(name ?? '')) return false
    if (extension !== null && extension !== undefined) names.add(name ?? '')
    return true
  })
}, 'a name stands twice')

const clusterSchema = z.looseObject({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': bytes,
  'insecure-skip-tls-verify': z.boolean().nullish(),
  'tls-server-name': text,
  'proxy-url': text,
  'disable-compression': z.boolean().nullish(),
  extensions,
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
  extensions,
})
const contextSchema = z.looseObject({ cluster: text, user: text, namespace: text, extensions })

const fileSchema = z.looseObject({
  apiVersion: z.enum(['v1', ''], 'expected "v1"').nullish(),
  kind: z.enum(['Config', ''], 'expected "Config"').nullish(),
  preferences: z.looseObject({ colors: z.boolean().nullish(), extensions }).nullish(),
  extensions,
  'current-context': text,
  clusters: z.array(z.unknown()).nullish(),
  users: z.array(z.unknown()).nullish(),
  contexts: z.array(z.unknown()).nullish(),
})
const entrySchemas = {
  clusters: z.object({ name: word, cluster: clusterSchema.nullish() }),
  users: z.object({ name: word, user: userSchema.nullish() }),
  contexts: z.object({ name: word, context: contextSchema.nullish() }),
}

/** So many entries are looked at in a step: a millisecond. */
const entriesInStep = 10

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
  return atOnce(mergeSteps(files))
}

/** {@link mergeKubeconfigs}, which takes a second for 2,000 contexts, in steps. */
export function* mergeSteps(files: readonly KubeconfigFile[]): Steps<Kubeconfig> {
  let currentContext = ''
  const clusters = new Map<string, ClusterEntry>()
  const users = new Map<string, UserEntry>()
  const contexts = new Map<string, ContextEntry>()
  for (const file of files) {
    const config = yield* parseFile(file)
    const absolute = absolutePaths(dirname(resolve(file.path)))
    currentContext ||= config.currentContext
    for (const { name, cluster } of config.clusters) addMissing(clusters, name, absolute.cluster(cluster ?? {}))
    for (const { name, user } of config.users) addMissing(users, name, absolute.user(user ?? {}))
    // A context without a name is one that nobody can ask for.
    for (const { name, context } of config.contexts) if (name !== '') addMissing(contexts, name, context ?? {})
  }
  return { currentContext, clusters, users, contexts }
}

function addMissing<T>(into: Map<string, T>, name: string, entry: T): void {
  if (!into.has(name)) into.set(name, entry)
}

function* parseFile({ path, text }: KubeconfigFile): Steps<ParsedFile> {
  try {
    return yield* parse(text)
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error
    const { line, column, message } = error
    throw new FailureError('kubeconfig-invalid', `${path}, line ${line}, column ${column}: ${message}`)
  }
}

interface ParsedFile {
  currentContext: string
  clusters: z.infer<typeof entrySchemas.clusters>[]
  users: z.infer<typeof entrySchemas.users>[]
  contexts: z.infer<typeof entrySchemas.contexts>[]
}

function* parse(text: string): Steps<ParsedFile> {
  const yaml = yield* goYamlSteps(text)
  const file = checked(yaml, fileSchema, yaml.value, [])
  const clusters = yield* entries(yaml, 'clusters', entrySchemas.clusters, file.clusters)
  const users = yield* entries(yaml, 'users', entrySchemas.users, file.users)
  const contexts = yield* entries(yaml, 'contexts', entrySchemas.contexts, file.contexts)
  return { currentContext: file['current-context'] ?? '', clusters, users, contexts }
}

function* entries<T extends { name: string }>(
  yaml: GoYaml,
  list: 'clusters' | 'users' | 'contexts',
  schema: z.ZodType<T>,
  values: readonly unknown[] | null | undefined,
): Steps<T[]> {
  const found: T[] = []
  for (const [index, value] of (values ?? []).entries()) {
    if (index % entriesInStep === 0) yield
    found.push(checked(yaml, schema, value, [list, index]))
  }
  const second = firstRepeated(found.map(({ name }) => name))
  if (second === undefined) return found
  const message = `the name "${found[second]?.name ?? ''}" stands twice in ${list}.`
  throw yaml.problemAt([list, second, 'name'], message)
}

function checked<T>(yaml: GoYaml, schema: z.ZodType<T>, value: unknown, at: readonly PropertyKey[]): T {
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const keys = [...at, ...(issue?.path ?? [])]
  const where = keys.length > 0 ? `${keys.map(String).join('.')}: ` : ''
  throw yaml.problemAt(keys, `${where}${issue?.message ?? 'not a kubeconfig'}`)
}

function firstRepeated(names: readonly string[]): number | undefined {
  const seen = new Set<string>()
  const found = names.findIndex((name) => seen.size === seen.add(name).size)
  return found === -1 ? undefined : found
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
