import { appId, executable, productName, summary } from '../builder-config.ts'
import type { Release, ReleaseFiles } from './release-files.ts'

/** Homebrew's cask: the application, and the commands beside it. */
export function caskManifest({ dmg }: ReleaseFiles, { version, homepage }: Release): ReadonlyMap<string, string> {
  const url = dmg.url.replaceAll(version, '#{version}')
  // Homebrew wants a description without an article in front, and without the program's name.
  const description = summary.replace(/^An? /, '').replace(/^./, (letter) => letter.toUpperCase())
  const command = `#{appdir}/${productName}.app/Contents/MacOS/${productName}`
  return new Map([
    [
      `homebrew/Casks/${executable}.rb`,
      `cask "${executable}" do
  version "${version}"
  sha256 "${dmg.sha256}"

  url "${url}"
  name "${productName}"
  desc "${description}"
  homepage "${homepage}"

  livecheck do
    url :url
    strategy :github_latest
  end

  auto_updates true
  depends_on macos: ">= :monterey"

  app "${productName}.app"
  binary "${command}", target: "${executable}"
  binary "${command}", target: "kubectl-${executable}"

  uninstall quit: "${appId}"

  zap trash: [
    "~/Library/Application Support/${executable}",
    "~/Library/Caches/${executable}-updater",
    "~/Library/Preferences/${appId}.plist",
    "~/Library/Saved Application State/${appId}.savedState",
  ]
end
`,
    ],
  ])
}
