import { stringify } from 'yaml'
import { appDescription, appId, executable, productName, publisher, summary } from '../builder-config.ts'
import { desktopEntry, installFolder } from '../deb-files.ts'
import { linuxSizes } from '../icons.ts'
import type { Release, ReleaseFiles } from './release-files.ts'

/** What the sandbox lets through: a window, the network, kubeconfigs to read, notifications and the tray. */
const finishArgs = [
  '--share=ipc',
  '--share=network',
  '--socket=wayland',
  '--socket=fallback-x11',
  '--device=dri',
  '--filesystem=~/.kube:ro',
  '--talk-name=org.freedesktop.Notifications',
  '--talk-name=org.kde.StatusNotifierWatcher',
] as const
const runtime = '24.08'

/** The manifest, the menu's entry and the metadata of AppStream. The program is that of the Debian package. */
export function flatpakManifests({ deb }: ReleaseFiles, release: Release): ReadonlyMap<string, string> {
  const icon = (size: number): string => `usr/share/icons/hicolor/${size}x${size}/apps/${executable}.png`
  const manifest = {
    id: appId,
    runtime: 'org.freedesktop.Platform',
    'runtime-version': runtime,
    sdk: 'org.freedesktop.Sdk',
    // It has zypak, which gives Chromium's sandbox what flatpak's own leaves of it.
    base: 'org.electronjs.Electron2.BaseApp',
    'base-version': runtime,
    command: executable,
    'separate-locales': false,
    'finish-args': [...finishArgs],
    modules: [
      {
        name: executable,
        buildsystem: 'simple',
        'build-commands': [
          `ar p ${deb.name} data.tar.xz | tar xJ`,
          `mv .${installFolder} /app/${executable}`,
          // Set-user-id does nothing in a flatpak.
          `rm /app/${executable}/chrome-sandbox`,
          `install -Dm755 ${executable}.sh /app/bin/${executable}`,
          `install -Dm644 ${appId}.desktop /app/share/applications/${appId}.desktop`,
          `install -Dm644 ${appId}.metainfo.xml /app/share/metainfo/${appId}.metainfo.xml`,
          ...linuxSizes.map(
            (size) => `install -Dm644 ${icon(size)} /app/share/icons/hicolor/${size}x${size}/apps/${appId}.png`,
          ),
        ],
        sources: [
          { type: 'file', url: deb.url, sha256: deb.sha256, 'dest-filename': deb.name },
          {
            type: 'script',
            'dest-filename': `${executable}.sh`,
            commands: [`exec zypak-wrapper /app/${executable}/${executable} "$@"`],
          },
          { type: 'file', path: `${appId}.desktop` },
          { type: 'file', path: `${appId}.metainfo.xml` },
        ],
      },
    ],
  }
  const entry = desktopEntry
    .replace(`Exec=${installFolder}/${executable}`, `Exec=${executable}`)
    .replace(`Icon=${executable}`, `Icon=${appId}`)
  return new Map([
    [`flatpak/${appId}.yml`, stringify(manifest, { lineWidth: 0 })],
    [`flatpak/${appId}.desktop`, entry],
    [`flatpak/${appId}.metainfo.xml`, metainfo(release)],
  ])
}

/** AppStream's metadata, which a software centre shows. */
function metainfo({ version, homepage, date }: Release): string {
  const type = version.includes('-') ? 'development' : 'stable'
  return `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>${appId}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>Apache-2.0</project_license>
  <name>${productName}</name>
  <summary>${summary.replace(/^An? /, '').replace(/^./, (letter) => letter.toUpperCase())}</summary>
  <developer id="io.github.porthole">
    <name>${publisher}</name>
  </developer>
  <description>
    <p>${appDescription}</p>
  </description>
  <launchable type="desktop-id">${appId}.desktop</launchable>
  <url type="homepage">${homepage}</url>
  <url type="bugtracker">${homepage}/issues</url>
  <content_rating type="oars-1.1" />
  <releases>
    <release version="${version}" date="${date}" type="${type}">
      <url>${homepage}/releases/tag/v${version}</url>
    </release>
  </releases>
</component>
`
}
