import { expect, it } from 'vitest'
import { sbomText } from './sbom.ts'

it('lists the packages of the bundles, and the runtime', () => {
  const packages = [
    { name: '@noble/hashes', version: '1.8.0', licence: 'MIT', text: 'a long one' },
    { name: 'undici', version: '7.30.2', licence: 'MIT', text: '' },
  ]
  const text = sbomText({ version: '1.2.3', electronVersion: '45.4.1', packages })
  const bom = JSON.parse(text) as { components: { purl: string; type: string }[] }
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'porthole', version: '1.2.3' } } })
  expect(bom.components.map(({ purl, type }) => [purl, type])).toEqual([
    ['pkg:npm/electron@45.4.1', 'framework'],
    ['pkg:npm/%40noble/hashes@1.8.0', 'library'],
    ['pkg:npm/undici@7.30.2', 'library'],
  ])
})
