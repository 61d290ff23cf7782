import path from 'node:path'
import type { Configuration } from 'electron-builder'
import { homepageOf, type Repository } from '../repository.ts'
import { type Fuses, releaseFuses } from './fuses.ts'

export const appId = 'io.github.porthole.Porthole'
export const productName = 'Porthole'
export const executable = 'porthole'
export const summary = 'A desktop window into the Services of Kubernetes clusters'
export const publisher = 'The Porthole authors'
/** Packages want a mailbox: one that is nobody's. */
export const maintainer = `${publisher} <porthole@localhost>`
/** What it is, in a paragraph, for a shop window. */
export const appDescription =
  'Porthole lists what runs in a Kubernetes cluster, gives every Service a URL on this computer, and opens its dashboard in a tab: what kubectl proxy, kubectl cluster-info and a browser do together, in one click.'
/** `porthole://CONTEXT/NAMESPACE/SERVICE`: see shared/deep-link.ts. */
export const scheme = 'porthole'

/** What a Linux package depends on: the libraries that a window loads, by the names of Debian 12 and of later ones. */
export const debDepends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libdrm2',
  'libx11-xcb1',
  'xdg-utils',
] as const

export interface BuilderFacts {
  readonly root: string
  /** Where releases are, and the update feed with them. */
  readonly repository: Repository | undefined
  readonly version: string
  /** Of the runtime that is packed. */
  readonly electronVersion: string
  /** The folder of that runtime; without it electron-builder downloads the version. */
  readonly electronDist: string | undefined
  /** The folder that `renderIcons` has filled. */
  readonly icons: string
  /** Files that are laid beside the archive, in the folder of the program. */
  readonly extras: string
  readonly fuses?: Fuses
}

/**
 * The one configuration of electron-builder, for every system. Bundles are all that goes in: `node_modules` stays out,
 * since what is needed of it is in the bundles.
 */
export function builderConfig(facts: BuilderFacts): Configuration {
  const { root, repository, version, electronVersion, electronDist, icons, extras } = facts
  const fuses = facts.fuses ?? releaseFuses
  return {
    appId,
    productName,
    // Electron's own licences come from its distribution.
    copyright: 'Apache-2.0',
    electronVersion,
    ...(electronDist !== undefined && { electronDist }),
    npmRebuild: false,
    buildDependenciesFromSource: false,
    nodeGypRebuild: false,
    directories: { output: path.join(root, 'dist'), buildResources: path.join(root, 'build/package') },
    files: ['out/main/**', 'out/preload/**', 'out/renderer/**', 'package.json', '!**/*.map', '!node_modules/**'],
    extraFiles: [{ from: extras, to: '.', filter: ['**/*'] }],
    extraMetadata: {
      version,
      desktopName: `${executable}.desktop`,
      ...(repository && { homepage: homepageOf(repository) }),
    },
    asar: true,
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    electronLanguages: ['en-US', 'en'],
    electronFuses: {
      runAsNode: fuses.RunAsNode,
      enableCookieEncryption: fuses.EnableCookieEncryption,
      enableNodeOptionsEnvironmentVariable: fuses.EnableNodeOptionsEnvironmentVariable,
      enableNodeCliInspectArguments: fuses.EnableNodeCliInspectArguments,
      enableEmbeddedAsarIntegrityValidation: fuses.EnableEmbeddedAsarIntegrityValidation,
      onlyLoadAppFromAsar: fuses.OnlyLoadAppFromAsar,
      loadBrowserProcessSpecificV8Snapshot: fuses.LoadBrowserProcessSpecificV8Snapshot,
      grantFileProtocolExtraPrivileges: fuses.GrantFileProtocolExtraPrivileges,
    },
    protocols: [{ name: productName, schemes: [scheme] }],
    publish: repository ? [{ provider: 'github', ...repository, releaseType: 'draft' }] : null,
    // One name for each system, betas too: electron/update/feed.ts knows where a channel is.
    detectUpdateChannel: false,
    linux: {
      icon: path.join(icons, 'linux'),
      executableName: executable,
      category: 'Development',
      synopsis: summary,
      description: summary,
      maintainer,
      mimeTypes: [`x-scheme-handler/${scheme}`],
      target: ['AppImage', 'deb', 'rpm'],
    },
    deb: { depends: [...debDepends], packageCategory: 'devel' },
    rpm: {
      depends: [
        'gtk3',
        'nss',
        'alsa-lib',
        'mesa-libgbm',
        'libXScrnSaver',
        'at-spi2-atk',
        'libdrm',
        'libX11-xcb',
        'xdg-utils',
      ],
    },
    mac: {
      icon: path.join(icons, 'porthole.icns'),
      category: 'public.app-category.developer-tools',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: path.join(root, 'build/package/entitlements.mac.plist'),
      entitlementsInherit: path.join(root, 'build/package/entitlements.mac.plist'),
      target: [
        { target: 'dmg', arch: ['universal'] },
        { target: 'zip', arch: ['universal'] },
      ],
    },
    dmg: { sign: false },
    win: { icon: path.join(icons, 'porthole.ico'), executableName: executable, target: ['nsis', 'portable'] },
    nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
    portable: { artifactName: '${productName}-${version}-portable.${ext}' },
  }
}
