import { randomUUID } from 'node:crypto'
import type { KubeObject } from './objects.ts'
import type { Resource } from './resources.ts'
import { expired, tooLargeResourceVersion } from './status.ts'

/** One change: `before` is absent when it was created, `after` when it was deleted. */
export interface Change {
  readonly resource: Resource
  readonly revision: number
  readonly before?: KubeObject
  readonly after?: KubeObject
  /** The object as a watcher sees it: `after`, or what was deleted, both with this revision. */
  readonly object: KubeObject
}

/** How many changes are remembered, for watches that resume and lists that continue. */
const rememberedChanges = 1000

/**
 * The objects of the demo cluster and their history. Like etcd it has one revision for everything, and can say what a
 * list looked like at an earlier one, as long as it remembers.
 */
export class Store {
  #revision = 1000
  /** The oldest revision that lists and watches may still name. */
  #oldest = 1000
  #changes: Change[] = []
  readonly #objects = new Map<Resource, Map<string, KubeObject>>()
  readonly #listeners = new Set<(change: Change) => void>()
  readonly #now: () => Date

  constructor(now: () => Date = () => new Date()) {
    this.#now = now
  }

  get revision(): number {
    return this.#revision
  }

  get<T extends KubeObject>(resource: Resource<T>, namespace: string | undefined, name: string): T | undefined {
    return this.#of(resource).get(keyOf({ name, ...(namespace !== undefined && { namespace }) })) as T | undefined
  }

  /** Creates or replaces; fills uid, creationTimestamp and resourceVersion as the real server does. */
  put<T extends KubeObject>(resource: Resource<T>, object: T): T {
    const key = keyOf(object.metadata)
    const before = this.#of(resource).get(key)
    const after = stamped(object, this.#revision + 1, before, this.#now())
    this.#of(resource).set(key, after)
    this.#record({ resource, revision: this.#revision + 1, ...(before && { before }), after, object: after })
    return after
  }

  /** Deletes; false when there was nothing. */
  remove(resource: Resource, namespace: string | undefined, name: string): boolean {
    const before = this.get(resource, namespace, name)
    if (!before) return false
    this.#of(resource).delete(keyOf(before.metadata))
    const object = withRevision(before, this.#revision + 1)
    this.#record({ resource, revision: this.#revision + 1, before, object })
    return true
  }

  /** All objects in the order of their keys (namespace/name), now or as they were at an earlier revision. */
  list<T extends KubeObject>(resource: Resource<T>, revision: number = this.#revision): T[] {
    const state = new Map<string, KubeObject>(this.#of(resource))
    for (const change of this.changesSince(resource, revision).reverse()) {
      if (change.before) state.set(keyOf(change.before.metadata), change.before)
      else state.delete(keyOf(change.object.metadata))
    }
    return [...state].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object as T)
  }

  /** Throws 410 when a revision is forgotten, 504 when it has not come yet. */
  requireRevision(revision: number): void {
    if (revision < this.#oldest) throw expired(`too old resource version: ${revision} (${this.#oldest})`)
    if (revision > this.#revision) throw tooLargeResourceVersion(revision, this.#revision)
  }

  /** What happened after a revision, oldest first. Throws as `requireRevision` does. */
  changesSince(resource: Resource, revision: number): Change[] {
    this.requireRevision(revision)
    return this.#changes.filter((change) => change.revision > revision && change.resource === resource)
  }

  /** Calls back for every change from now on; returns its own undo. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Forgets all history, as etcd's compaction does: revisions before now are answered with 410. */
  compact(): void {
    this.#changes = []
    // Compaction itself is no change; one revision passes so that even the newest list is too old afterwards.
    this.#revision += 1
    this.#oldest = this.#revision
  }

  #of(resource: Resource): Map<string, KubeObject> {
    const known = this.#objects.get(resource)
    if (known) return known
    const objects = new Map<string, KubeObject>()
    this.#objects.set(resource, objects)
    return objects
  }

  #record(change: Change): void {
    this.#revision = change.revision
    this.#changes.push(change)
    if (this.#changes.length > rememberedChanges) this.#oldest = this.#changes.shift()?.revision ?? this.#oldest
    for (const listener of [...this.#listeners]) listener(change)
  }
}

/** The order of a list: cluster-wide objects by name, the others by namespace, then name. */
export function keyOf({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return namespace === undefined ? name : `${namespace}/${name}`
}

function withRevision(object: KubeObject, revision: number): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } }
}

function stamped<T extends KubeObject>(object: T, revision: number, before: KubeObject | undefined, now: Date): T {
  const { name, namespace, uid, creationTimestamp, resourceVersion: _, ...rest } = object.metadata
  const metadata = {
    name,
    ...(namespace !== undefined && { namespace }),
    uid: before?.metadata.uid ?? uid ?? randomUUID(),
    resourceVersion: String(revision),
    creationTimestamp:
      before?.metadata.creationTimestamp ?? creationTimestamp ?? now.toISOString().replace(/\.\d+Z$/, 'Z'),
    ...rest,
  }
  return { ...object, metadata }
}
