import { stringify } from 'yaml'
import { appDescription, productName, publisher, scheme, summary } from '../builder-config.ts'
import type { Release, ReleaseFiles } from './release-files.ts'

/** In the community's repository: publisher, then program. */
export const wingetId = 'PortholeApp.Porthole'
/** The oldest schema that has all we say, so that every winget of today reads it. */
const schema = '1.6.0'

/** The three files of winget's manifest, below the folder that its repository has for them. */
export function wingetManifests(files: ReleaseFiles, release: Release): ReadonlyMap<string, string> {
  const { version, homepage, date } = release
  const folder = `winget/manifests/p/${wingetId.replace('.', '/')}/${version}`
  const head = { PackageIdentifier: wingetId, PackageVersion: version }
  const tail = (type: string) => ({ ManifestType: type, ManifestVersion: schema })
  const installer = {
    ...head,
    Platform: ['Windows.Desktop'],
    MinimumOSVersion: '10.0.0.0',
    InstallerType: 'nullsoft',
    Scope: 'user',
    InstallModes: ['interactive', 'silent', 'silentWithProgress'],
    UpgradeBehavior: 'install',
    Protocols: [scheme],
    ReleaseDate: date,
    Installers: [
      { Architecture: 'x64', InstallerUrl: files.nsis.url, InstallerSha256: files.nsis.sha256.toUpperCase() },
    ],
    ...tail('installer'),
  }
  const locale = {
    ...head,
    PackageLocale: 'en-US',
    Publisher: publisher,
    PublisherUrl: homepage,
    PublisherSupportUrl: `${homepage}/issues`,
    PackageName: productName,
    PackageUrl: homepage,
    License: 'Apache-2.0',
    LicenseUrl: `${homepage}/blob/v${version}/LICENSE`,
    ShortDescription: summary,
    Description: appDescription,
    Moniker: scheme,
    Tags: ['dashboard', 'kubectl', 'kubernetes', 'port-forward', 'proxy'],
    ReleaseNotesUrl: `${homepage}/releases/tag/v${version}`,
    ...tail('defaultLocale'),
  }
  const text = (type: string, manifest: object): string =>
    `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.${schema}.schema.json\n${stringify(manifest, { lineWidth: 0 })}`
  return new Map([
    [`${folder}/${wingetId}.yaml`, text('version', { ...head, DefaultLocale: 'en-US', ...tail('version') })],
    [`${folder}/${wingetId}.installer.yaml`, text('installer', installer)],
    [`${folder}/${wingetId}.locale.en-US.yaml`, text('defaultLocale', locale)],
  ])
}
