import { describe, expect, test } from 'vitest'
import { realisticServices } from '../../test/realistic-services.ts'
import { findable, rangesOf, rank, type Candidate } from './rank.ts'

const candidate = (name: string, places: string[] = [], more = ''): Candidate & { id: string } => ({
  id: [name, ...places].join('@'),
  text: findable(name, places, more),
  recency: Infinity,
  handicap: 0,
})
const order = (query: string, candidates: readonly (Candidate & { id: string })[]) =>
  rank(candidates, query.split(' '), 50).map(({ id }) => id)

describe('the better match stands first', () => {
  const names = [
    'grafana-agent',
    'monigraf',
    'argocd-server',
    'argocd-repo-server',
    'grafana',
    'kube-prometheus-stack-alertmanager',
    'kube-prometheus-stack-prometheus',
    'alertmanager-operated',
  ].map((name) => candidate(name))
  test.each([
    ['the shorter of two that begin so', 'graf', ['grafana', 'grafana-agent', 'monigraf']],
    ['the whole name', 'grafana', ['grafana', 'grafana-agent']],
    ['initials of all words', 'ars', ['argocd-repo-server', 'argocd-server']],
    ['initials of words that follow one another', 'as', ['argocd-server', 'argocd-repo-server']],
    ['initials with words left out', 'kpa', ['kube-prometheus-stack-alertmanager']],
    ['a later word', 'alert', ['alertmanager-operated', 'kube-prometheus-stack-alertmanager']],
    ['beginnings of several words', 'argse', ['argocd-server', 'argocd-repo-server']],
    ['nothing', 'zzz', []],
  ])('%s: %s', (_name, query, expected) => {
    expect(order(query, names).slice(0, expected.length)).toEqual(expected)
    if (expected.length === 0) expect(order(query, names)).toEqual([])
  })
})

test('a sentence is not found by letters that are strewn over it', () => {
  const sentence = (strewn: boolean) => [
    { ...candidate('Export settings'), text: findable('Export settings', [], '', strewn) },
  ]
  expect(order('pin', sentence(false))).toEqual([])
  expect(order('pin', sentence(true))).toHaveLength(1)
  for (const query of ['ttin', 'exse', 'sett', 'es']) expect(order(query, sentence(false))).toHaveLength(1)
})

describe('namesakes', () => {
  const services = ['shop-prod', 'shop-dev', 'pay-prod'].map((namespace) => candidate('cart', [namespace, 'eu']))
  test.each([
    ['a term for the namespace', 'cart shop-d', 'cart@shop-dev@eu'],
    ['its initials', 'c pp', 'cart@pay-prod@eu'],
    ['name and namespace in one word', 'csp', 'cart@shop-prod@eu'],
  ])('are told apart by %s', (_name, query, first) => {
    expect(order(query, services)[0]).toBe(first)
  })

  test('a namespace alone finds all that is in it', () => {
    expect(order('shop', services)).toEqual(['cart@shop-prod@eu', 'cart@shop-dev@eu'])
  })

  test('a port or a label finds, behind names', () => {
    const all = [candidate('web', [], '9090'), candidate('x9090')]
    expect(order('9090', all)).toEqual(['x9090', 'web'])
  })
})

describe('what was used lately', () => {
  const all = [
    candidate('grafana'),
    { ...candidate('grafana-agent'), recency: 1 },
    { ...candidate('gravity'), recency: 0 },
  ]

  test('stands first among those that match about as well, the last one first', () => {
    expect(order('gra', all)).toEqual(['gravity', 'grafana-agent', 'grafana'])
  })

  test('does not hide a match that is much better', () => {
    expect(order('pulse', [{ ...candidate('p-u-l-s-e'), recency: 0 }, candidate('pulse')])[0]).toBe('pulse')
  })
})

describe('highlights', () => {
  const marked = (text: string, ranges: readonly (readonly [number, number])[]) => {
    let shown = ''
    let done = 0
    for (const [from, to] of ranges) {
      shown += text.slice(done, from) + text.slice(from, to).toUpperCase()
      done = to
    }
    return shown + text.slice(done)
  }
  const place = 'monitoring · ada@production'
  test.each([
    ['grafana', 'graf', 'GRAFana', place],
    ['kube-prometheus-stack-alertmanager', 'kpa', 'Kube-Prometheus-stack-Alertmanager', place],
    ['monigraf', 'graf', 'moniGRAF', place],
    ['argocd-server', 'argse', 'ARGocd-SErver', place],
    ['grafana', 'gm', 'Grafana', 'Monitoring · ada@production'],
    // Its first letter alone would be in the name.
    ['pulse', 'pro', 'pulse', 'monitoring · ada@PROduction'],
    ['pulse', 'pu prod', 'PUlse', 'monitoring · ada@PRODuction'],
    ['grafana', 'x', 'grafana', place],
  ])('%s for %s: %s, %s', (name, query, expected, there) => {
    const ranges = rangesOf(name, place, query.split(' '))
    expect([marked(name, ranges.name), marked(place, ranges.place)]).toEqual([expected, there])
  })
})

/** What a person might type for a Service, at most `most` characters: beginnings of its words, then of its namespace's. */
function queriesFor(name: string, namespace: string, most: number): readonly string[] {
  const words = name.split('-')
  const made = new Set<string>()
  const takeFrom = (parts: readonly string[], at: number, typed: string, add: (typed: string) => void): void => {
    add(typed)
    for (let index = at; index < parts.length; index += 1) {
      const part = parts[index] ?? ''
      for (let length = 1; length <= part.length && typed.length + length <= most; length += 1)
        takeFrom(parts, index + 1, typed + part.slice(0, length), add)
    }
  }
  takeFrom(words, 0, '', (first) => {
    if (first === '') return
    made.add(first)
    for (const typed of [first, `${first} `]) {
      if (typed.length >= most) continue
      takeFrom(namespace.split('-'), 0, typed, (both) => {
        if (both !== typed) made.add(both)
      })
    }
  })
  return [...made].sort((a, b) => a.length - b.length)
}

test('any of 500 Services with realistic names comes first after at most five characters', () => {
  const services = realisticServices(500).map(({ name, namespace }) => candidate(name, [namespace, 'prod']))
  expect(services).toHaveLength(500)
  expect(new Set(services.map(({ id }) => id)).size).toBe(500)
  const first = new Map<string, string | undefined>()
  const needed = realisticServices(500).map(({ name, namespace }) => {
    const id = `${name}@${namespace}@prod`
    const query = queriesFor(name, namespace, 5).find((typed) => {
      if (!first.has(typed)) first.set(typed, rank(services, typed.split(' '), 1)[0]?.id)
      return first.get(typed) === id
    })
    return { id, query, length: query?.length ?? Infinity }
  })
  const lengths = needed.map(({ length }) => length).sort((a, b) => a - b)
  const worst = needed.filter(({ length }) => length === lengths.at(-1))
  const examples = worst.slice(0, 5).map(({ id, query }) => `${query ?? '—'} → ${id}`)
  console.log(
    `characters for one of 500: median ${lengths[250]}, worst ${lengths.at(-1)} (${worst.length}: ${examples.join(', ')})`,
  )
  expect(lengths.at(-1)).toBeLessThanOrEqual(5)
}, 120_000)
