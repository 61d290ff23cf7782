import { describe, expect, it } from 'vitest'
import { faviconCandidates, faviconLimit, imageType } from './favicon-rules.ts'

const own = 'http://web.default.demo.localhost:8001'
const png = 'data:image/png;base64,AAAA'

describe('faviconCandidates', () => {
  it.each([
    ['its own', [`${own}/a.png`, `${own}/b.svg`], [`${own}/a.png`, `${own}/b.svg`]],
    ['another origin', ['https://cdn.example/a.png', `${own}/b.png`], [`${own}/b.png`]],
    ['another Service', ['http://api.default.demo.localhost:8001/favicon.ico'], []],
    ['contained', [png], [png]],
    ['contained SVG', ['data:image/svg+xml,<svg/>'], ['data:image/svg+xml,<svg/>']],
    ['contained, but no image', ['data:text/html,<script>'], []],
    ['contained, but too large', [png + 'A'.repeat(faviconLimit * 2)], []],
    ['files, blobs and nonsense', ['file:///etc/passwd', `blob:${own}/1`, 'x', ''], []],
  ])('%s', (_name, urls, expected) => {
    expect(faviconCandidates(urls, own)).toEqual(expected)
  })
})

describe('imageType', () => {
  it.each([
    ['image/png', 'image/png'],
    ['Image/SVG+XML; charset=utf-8', 'image/svg+xml'],
    ['text/html', undefined],
    ['image/png,text/html', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j', (header, expected) => {
    expect(imageType(header)).toBe(expected)
  })
})
