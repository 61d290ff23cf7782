import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { goScalar } from './go-scalar.ts'

/** Makes what is thrown of a place in the text and a sentence. */
export type Problem = (offset: number, message: string) => Error

type Part = Node | null | undefined

/** A document's value. Aliases are of the anchor that stands nearest before them. */
export class Reading {
  readonly value: unknown
  readonly #problem: Problem
  readonly #places: Map<unknown, Map<PropertyKey, number>> | undefined
  readonly #anchors = new Map<string, Node>()
  readonly #targets = new Map<Node, Node>()
  readonly #within = new Set<Node>()
  readonly #start: number
  #count = 0
  #byAlias = 0

  constructor(root: Part, problem: Problem, places?: Map<unknown, Map<PropertyKey, number>>) {
    this.#problem = problem
    this.#places = places
    this.#start = offset(root)
    this.#bind(root)
    this.value = this.#read(root)
  }

  offsetOf(path: readonly PropertyKey[]): number {
    let found = this.#start
    let value = this.value
    for (const key of path) {
      const place = this.#places?.get(value)?.get(key)
      if (place === undefined) break
      found = place
      value = (value as Record<PropertyKey, unknown>)[key]
    }
    return found
  }

  #bind(node: Part): void {
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source)
      if (!target) throw this.#problem(offset(node), `there is no anchor &${node.source} before this alias.`)
      this.#targets.set(node, target)
      return
    }
    if (!node) return
    if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, node)
    if (isSeq<Node>(node)) for (const item of node.items) this.#bind(item)
    if (isMap<Node, Node | null>(node))
      for (const { key, value } of node.items) {
        this.#bind(key)
        this.#bind(value)
      }
  }

  #read(node: Part): unknown {
    this.#limit(node)
    if (isAlias(node)) return this.#follow(node, (target) => this.#read(target))
    if (isSeq<Node>(node)) {
      const list = node.items.map((item) => this.#read(item))
      this.#places?.set(list, new Map(node.items.map((item, index) => [index, offset(item)])))
      return list
    }
    if (isMap<Node, Node | null>(node)) {
      const object = {}
      this.#places?.set(object, new Map())
      this.#fill(object, node)
      return object
    }
    if (!isScalar<string>(node)) return null
    const value = this.#scalar(node)
    // JSON, which an exec plugin is told, has no bigint.
    return typeof value === 'bigint' ? Number(value) : value
  }

  #scalar(node: Node & { source?: string; type?: string; tag?: string }): unknown {
    try {
      return goScalar(node.source ?? '', node.type === 'PLAIN', node.tag)
    } catch (error) {
      throw this.#problem(offset(node), `this ${error instanceof Error ? error.message : ''}.`)
    }
  }

  #fill(object: object, map: YAMLMap<Node, Node | null>): void {
    for (const { key, value } of map.items) {
      if (isMerge(key)) {
        this.#merge(object, value, offset(key))
        continue
      }
      // By its own digits, however many.
      const name = isScalar<string>(key) ? this.#scalar(key) : this.#read(key)
      if (typeof name !== 'string' && typeof name !== 'bigint' && typeof name !== 'number' && typeof name !== 'boolean')
        throw this.#problem(offset(key), 'a key is a word or a number, nothing else.')
      // Not by assignment, which a key `__proto__` has another meaning for.
      const word = keyOf(name)
      Object.defineProperty(object, word, {
        value: this.#read(value),
        writable: true,
        enumerable: true,
        configurable: true,
      })
      this.#places?.get(object)?.set(word, offset(value ?? key))
    }
  }

  #merge(object: object, value: Part, at: number): void {
    const parts = isSeq<Node>(value) ? [...value.items].reverse() : [value]
    for (const part of parts) {
      const merged = (node: Part): void => {
        if (!isMap<Node, Node | null>(node)) throw this.#problem(at, '<< is followed by something that is no map.')
        this.#fill(object, node)
      }
      this.#limit(part)
      if (isAlias(part)) this.#follow(part, merged)
      else merged(part)
    }
  }

  #follow<T>(alias: Node, use: (target: Part) => T): T {
    if (this.#within.has(alias)) throw this.#problem(offset(alias), 'an anchor has an alias of itself within it.')
    this.#within.add(alias)
    const used = use(this.#targets.get(alias))
    this.#within.delete(alias)
    return used
  }

  /** Aliases of aliases make a small file fill the memory: go-yaml's own limits (`allowedAliasRatio`). */
  #limit(node: Part): void {
    this.#count++
    if (this.#within.size === 0) return
    this.#byAlias++
    const [low, high] = [400_000, 4_000_000]
    const share = Math.max(0, Math.min(1, (this.#count - low) / (high - low)))
    if (this.#byAlias > 100 && this.#count > 1000 && this.#byAlias / this.#count > 0.99 - 0.89 * share)
      throw this.#problem(offset(node), 'there are too many aliases of aliases.')
  }
}

function isMerge(key: Part): boolean {
  if (!isScalar<string>(key) || key.source !== '<<') return false
  const { tag, type } = key
  return tag === undefined ? type === 'PLAIN' : tag === '!' || tag === 'tag:yaml.org,2002:merge'
}

function offset(node: Part): number {
  return node?.range?.[0] ?? 0
}

function keyOf(name: string | bigint | number | boolean): string {
  if (typeof name !== 'number' || Number.isFinite(name)) return String(name)
  return Number.isNaN(name) ? '.nan' : name > 0 ? '.inf' : '-.inf'
}
