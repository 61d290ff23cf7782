import type { PackageLicence } from './licences.ts'

export interface SbomFacts {
  readonly version: string
  /** Of the runtime, which brings Chromium and Node. */
  readonly electronVersion: string
  /** What is in the bundles. */
  readonly packages: readonly PackageLicence[]
}

/**
 * What is inside a package, as CycloneDX 1.5: the packages that are in the bundles, and Electron. Not `npm sbom --omit dev`: it
 * leaves out whatever a development package needs too (react, undici, ws), and has much that nothing is taken of.
 */
export function sbomText({ version, electronVersion, packages }: SbomFacts): string {
  const electron = { name: 'electron', version: electronVersion, licence: 'MIT', text: '' }
  const porthole = { 'bom-ref': `porthole@${version}`, type: 'application', name: 'porthole', version }
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { ...porthole, licenses: [{ expression: 'Apache-2.0' }] } },
    components: [
      { ...component(electron), type: 'framework' },
      ...packages.map((one) => ({ ...component(one), type: 'library' })),
    ],
  }
  return `${JSON.stringify(bom, null, 2)}\n`
}

function component({ name, version, licence }: PackageLicence): object {
  // A scope's @ is escaped in a package URL.
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return { 'bom-ref': purl, name, version, purl, licenses: [{ expression: licence }] }
}
