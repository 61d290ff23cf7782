import { access, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { repoRoot } from '../paths.ts'
import { withFigures } from './figures.ts'
import { generatedDocuments } from './generated.ts'
import { anchorLinks, anchorsOf, externalLinks, relativeLinks } from './links.ts'

const top = (await readdir(repoRoot)).filter((name) => name.endsWith('.md'))
const below = (await readdir(path.join(repoRoot, 'docs'))).filter((name) => name.endsWith('.md'))
const documents = [...top, ...below.map((name) => path.join('docs', name))]

describe.each([...(await generatedDocuments(repoRoot))])('%s', (file, text) => {
  it('is what `npm run docs` makes', async () => {
    expect(await readFile(path.join(repoRoot, file), 'utf8')).toBe(text)
  })
})

describe.each(documents)('%s', (file) => {
  it('has links that lead somewhere', async () => {
    const links = relativeLinks(await readFile(path.join(repoRoot, file), 'utf8'))
    const dead = await Promise.all(
      links.map((link) =>
        access(path.resolve(repoRoot, path.dirname(file), decodeURI(link))).then(
          () => undefined,
          () => link,
        ),
      ),
    )
    expect(dead.filter((link) => link !== undefined)).toEqual([])
  })
})

describe.each(documents)('%s', (file) => {
  it('has links that lead to headings that there are', async () => {
    const text = await readFile(path.join(repoRoot, file), 'utf8')
    const dead: string[] = []
    for (const { file: other, anchor } of anchorLinks(text)) {
      const target = other === '' ? file : path.join(path.dirname(file), decodeURI(other))
      if (!target.endsWith('.md')) continue
      const there = anchorsOf(await readFile(path.join(repoRoot, target), 'utf8'))
      if (!there.has(decodeURIComponent(anchor))) dead.push(`${other}#${anchor}`)
    }
    expect(dead).toEqual([])
  })
})

describe('anchors', () => {
  it.each([
    ['# How it works\n## How it works\n', ['how-it-works', 'how-it-works-1']],
    ['## `porthole open`, and [more](x.md)!\n', ['porthole-open-and-more']],
    ['```\n# no heading\n```\n<a id="own"></a>', ['own']],
  ])('of %j', (markdown, anchors) => expect([...anchorsOf(markdown)]).toEqual(anchors))

  it('are told from addresses elsewhere', () => {
    const markdown = '[a](#x) [b](docs/b.md#y) [c](https://c.example/d#z) [d](e.md)'
    expect(anchorLinks(markdown)).toEqual([
      { file: '', anchor: 'x' },
      { file: 'docs/b.md', anchor: 'y' },
    ])
    expect(externalLinks(markdown)).toEqual(['https://c.example/d'])
  })
})

describe('relativeLinks', () => {
  it.each([
    ['[a](docs/a.md) ![b](x.png "t") <img src="y.png">', ['docs/a.md', 'x.png', 'y.png']],
    ['[a](https://x.example) [b](#part) [c](mailto:a@b)', []],
    ['[a](docs/a.md#part)', ['docs/a.md']],
    ['`[a](b)` and\n```\n[c](d)\n```\n', []],
  ])('of %j', (markdown, links) => {
    expect(relativeLinks(markdown)).toEqual(links)
  })
})

describe('withFigures', () => {
  const page =
    'before\n<!-- figures: made by `npm run docs` from docs/figures.json -->\nold\n<!-- /figures -->\nafter\n'
  const result = { title: 'T', columns: ['ms'], rows: [{ subject: 's', figures: [1234.5] }], notes: [] }

  it('puts tables between the marks, again and again', () => {
    const once = withFigures(page, { machine: { cores: 2 }, results: { a: [result] } }) ?? ''
    expect(once).toContain('| T | ms |\n| --- | ---: |\n| s | 1235 |\n')
    expect(once).not.toContain('old')
    expect(withFigures(once, { machine: { cores: 2 }, results: { a: [result] } })).toBe(once)
  })

  it('says how to measure when there is nothing yet, and leaves a page without marks alone', () => {
    expect(withFigures(page, undefined)).toContain('npm run -s bench')
    expect(withFigures('no marks', undefined)).toBeUndefined()
  })
})

it('shows pictures that a script makes, and keeps no others', async () => {
  const folder = path.join(repoRoot, 'e2e/pictures')
  const script = await readFile(path.join(folder, 'readme.spec.ts'), 'utf8')
  const texts = await Promise.all(documents.map((file) => readFile(path.join(repoRoot, file), 'utf8')))
  const kept = (await readdir(folder)).filter((name) => name.endsWith('.png'))
  expect(kept.length).toBeGreaterThan(0)
  for (const name of kept) {
    expect(script).toContain(`'${name}'`)
    expect(texts.some((text) => text.includes(`e2e/pictures/${name}`))).toBe(true)
  }
})
