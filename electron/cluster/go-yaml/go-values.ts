import type { Steps } from '../in-turns.ts'
import type { YamlNode } from './compose.ts'
import type { Problem } from './cursor.ts'
import { goScalar } from './go-scalar.ts'

/** So many values are read in a step: less than a millisecond. */
const valuesInStep = 1_000

type Places = Map<unknown, Map<PropertyKey, number>>

/** A document's value. */
export class Reading {
  readonly #problem: Problem
  readonly #places: Places | undefined
  readonly #within = new Set<YamlNode>()
  #count = 0
  #byAlias = 0

  /** @param places is told where each value stands */
  constructor(problem: Problem, places?: Places) {
    this.#problem = problem
    this.#places = places
  }

  *read(node: YamlNode): Steps<unknown> {
    this.#limit(node)
    if (this.#count % valuesInStep === 0) yield
    if (node.kind === 'alias') return yield* this.#follow(node, (target) => this.read(target))
    if (node.kind === 'list') {
      const list: unknown[] = []
      for (const item of node.items) list.push(item.kind === 'scalar' ? this.#word(item) : yield* this.read(item))
      this.#places?.set(list, new Map(node.items.map(({ at }, index) => [index, at])))
      return list
    }
    if (node.kind === 'scalar') return this.#plain(node)
    const object = {}
    this.#places?.set(object, new Map())
    yield* this.#fill(object, node)
    return object
  }

  #word(node: YamlNode & { kind: 'scalar' }): unknown {
    this.#limit(node)
    return this.#plain(node)
  }

  #plain(node: YamlNode & { kind: 'scalar' }): unknown {
    const value = this.#scalar(node)
    if (typeof value === 'number' && !Number.isFinite(value))
      throw this.#problem(node.at, `${node.text} is no number that kubectl takes for a value.`)
    // JSON, which an exec plugin is told, has no bigint.
    return typeof value === 'bigint' ? Number(value) : value
  }

  #scalar({ at, text, plain, tag }: YamlNode & { kind: 'scalar' }): unknown {
    try {
      return goScalar(text, plain, tag)
    } catch (error) {
      throw this.#problem(at, `this ${error instanceof Error ? error.message : ''}.`)
    }
  }

  *#fill(object: object, { pairs }: YamlNode & { kind: 'map' }): Steps<void> {
    for (const [key, value] of pairs) {
      if (isMerge(key)) {
        yield* this.#merge(object, value, key.at)
        continue
      }
      // By its own digits, however many.
      const name = key.kind === 'scalar' ? this.#scalar(key) : yield* this.read(key)
      if (typeof name !== 'string' && typeof name !== 'bigint' && typeof name !== 'number' && typeof name !== 'boolean')
        throw this.#problem(key.at, 'a key is a word or a number, nothing else.')
      // Not by assignment, which a key `__proto__` has another meaning for.
      const word = keyOf(name)
      Object.defineProperty(object, word, {
        value: value.kind === 'scalar' ? this.#word(value) : yield* this.read(value),
        writable: true,
        enumerable: true,
        configurable: true,
      })
      this.#places?.get(object)?.set(word, value.at)
    }
  }

  *#merge(object: object, value: YamlNode, at: number): Steps<void> {
    const parts = value.kind === 'list' ? [...value.items].reverse() : [value]
    const merged = (node: YamlNode): Steps<void> => this.#merged(object, node, at)
    for (const part of parts) {
      this.#limit(part)
      if (part.kind === 'alias') yield* this.#follow(part, merged)
      else yield* merged(part)
    }
  }

  *#merged(object: object, node: YamlNode, at: number): Steps<void> {
    if (node.kind !== 'map') throw this.#problem(at, '<< is followed by something that is no map.')
    yield* this.#fill(object, node)
  }

  *#follow<T>(alias: YamlNode & { kind: 'alias' }, use: (target: YamlNode) => Steps<T>): Steps<T> {
    if (this.#within.has(alias)) throw this.#problem(alias.at, 'an anchor has an alias of itself within it.')
    this.#within.add(alias)
    const used = yield* use(alias.target)
    this.#within.delete(alias)
    return used
  }

  /** Aliases of aliases make a small file fill the memory: go-yaml's own limits (`allowedAliasRatio`). */
  #limit(node: YamlNode): void {
    this.#count++
    if (this.#within.size === 0) return
    this.#byAlias++
    const [low, high] = [400_000, 4_000_000]
    const share = Math.max(0, Math.min(1, (this.#count - low) / (high - low)))
    if (this.#byAlias > 100 && this.#count > 1000 && this.#byAlias / this.#count > 0.99 - 0.89 * share)
      throw this.#problem(node.at, 'there are too many aliases of aliases.')
  }
}

function isMerge(key: YamlNode): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<') return false
  return key.tag === undefined ? key.plain : key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge'
}

function keyOf(name: string | bigint | number | boolean): string {
  if (typeof name !== 'number' || Number.isFinite(name)) return String(name)
  return Number.isNaN(name) ? '.nan' : name > 0 ? '.inf' : '-.inf'
}
