import { debDepends, executable, maintainer, productName, scheme, summary } from './builder-config.ts'

/** Where the program lies once it is installed. */
export const installFolder = `/opt/${productName}`

/** Debian's names of the architectures that Electron is built for. */
export function debArchitecture(arch: string): string {
  if (arch === 'x64') return 'amd64'
  return arch === 'arm' ? 'armhf' : arch
}

/** A version as Debian compares it: `1.0.0-beta.1` comes before `1.0.0`. */
export function debVersion(version: string): string {
  return version.replace('-', '~')
}

export interface DebFacts {
  readonly version: string
  readonly arch: string
  readonly installedKb: number
  readonly homepage: string | undefined
}

/** DEBIAN/control (Debian Policy 5.3). */
export function controlFile({ version, arch, installedKb, homepage }: DebFacts): string {
  return `Package: ${executable}
Version: ${debVersion(version)}
Section: devel
Priority: optional
Architecture: ${debArchitecture(arch)}
Installed-Size: ${installedKb}
Depends: ${debDepends.join(', ')}
Recommends: fonts-dejavu-core | fonts-noto-core
Maintainer: ${maintainer}
${homepage === undefined ? '' : `Homepage: ${homepage}\n`}Description: ${summary}
 It lists what runs in a cluster, gives every Service a URL on this computer,
 and opens its dashboard in a tab: what kubectl proxy, kubectl cluster-info and
 a browser do together. Also from the command line, and as kubectl porthole.
`
}

/**
 * DEBIAN/postinst. Chromium's sandbox needs its helper to belong to root with the set-user-id bit wherever a user may not
 * make user namespaces (Ubuntu keeps them from unknown programs); where it may, the helper is not used.
 */
export const postinst = `#!/bin/sh
set -e
if [ "$1" = configure ]; then
  chown root:root '${installFolder}/chrome-sandbox'
  chmod 4755 '${installFolder}/chrome-sandbox'
fi
`

/**
 * The command. Chromium's own log stays out of a terminal: it asks for a message bus before it reads a line of ours, and
 * where there is none, as in a container, its complaint would stand before whatever a command prints.
 */
export const launcher = `#!/bin/sh
exec '${installFolder}/${executable}' --log-level=3 "$@"
`

/** The menu's entry, which is also how a porthole:// link finds the program (freedesktop.org, Desktop Entry 1.5). */
export const desktopEntry = `[Desktop Entry]
Type=Application
Name=${productName}
GenericName=Kubernetes Services
Comment=${summary}
Exec=${installFolder}/${executable} %U
Icon=${executable}
Terminal=false
Categories=Development;Network;
Keywords=Kubernetes;kubectl;proxy;dashboard;
MimeType=x-scheme-handler/${scheme};
StartupWMClass=${executable}
StartupNotify=true
`
