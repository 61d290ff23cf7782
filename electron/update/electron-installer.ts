import { app } from 'electron'
import electronUpdater, {
  type AppUpdater,
  type CancellationToken,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import { FailureError } from '../../shared/failure.ts'
import type { Installation } from './installation.ts'
import { watchStall } from './stall.ts'
import type { Installer, VerifiedFile } from './updates.ts'

/** A download that stands still for so long, in milliseconds, has broken off. */
const stallLimit = 60_000

/** electron-updater, told of one verified file: it asks no feed of its own, and invents and sends no name for this computer. */
export function electronInstaller(installation: Exclude<Installation, 'package'>): Installer {
  const updater = updaterFor(installation)
  // Each step is asked for.
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  // The whole file, so that one request and one hash decide.
  updater.disableDifferentialDownload = true
  updater.disableWebInstaller = true
  updater.logger = null
  // An inspectable build and a test run from a folder.
  updater.forceDevUpdateConfig = !app.isPackaged
  // What it throws at nobody: `install` looks here.
  const failed: Error[] = []
  updater.on('error', (error) => failed.push(error))
  return {
    async download(file, progress) {
      updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(file) })
      const found = await updater.checkForUpdates()
      const token = found?.cancellationToken
      if (!found?.isUpdateAvailable || !token) throw new FailureError('update-unsuitable')
      await watched(updater, token, file, progress)
    },
    install() {
      failed.length = 0
      updater.quitAndInstall(true, true)
      const [error] = failed
      if (error) throw error
    },
  }
}

function updaterFor(installation: Exclude<Installation, 'package'>): AppUpdater {
  const { AppImageUpdater, MacUpdater, NsisUpdater } = electronUpdater
  const updater = { AppImage: AppImageUpdater, mac: MacUpdater, nsis: NsisUpdater }[installation]
  const made = new updater()
  // It would keep a random name for this computer in a file and send it with each question.
  const own = { stagingUserIdPromise: { value: Promise.resolve('') } }
  // What a packager writes beside the program; on Windows it names the publisher whose signature is checked too.
  const config = { configOnDisk: { value: Promise.resolve({ updaterCacheDirName: 'porthole-updater' }) } }
  return Object.assign(made, own, installation === 'nsis' && app.isPackaged ? {} : config)
}

async function watched(
  updater: AppUpdater,
  token: CancellationToken,
  file: VerifiedFile,
  progress: (percent: number) => void,
): Promise<void> {
  let ended: FailureError | undefined
  const end = (failure: FailureError): void => {
    ended ??= failure
    token.cancel()
  }
  const stall = watchStall(stallLimit, () =>
    end(new FailureError('update-interrupted', `Nothing has come for ${stallLimit / 1000} s.`)),
  )
  const moved = ({ percent, transferred }: { percent: number; transferred: number }): void => {
    stall.moved()
    progress(Math.min(100, Math.floor(percent)))
    if (transferred > file.size) end(new FailureError('update-corrupt', 'More comes than the release says.'))
  }
  updater.on('download-progress', moved)
  try {
    await updater.downloadUpdate(token)
  } catch (error) {
    throw ended ?? error
  } finally {
    stall.end()
    updater.off('download-progress', moved)
  }
}

/** A provider that knows one release, and says of it what the signature has vouched for. */
function providerOf({ version, url, sha512, size, address }: VerifiedFile) {
  const old = { path: url, sha512, releaseDate: '' }
  const info: UpdateInfo = { version, files: [{ url, sha512, size }], ...old }
  return class extends electronUpdater.Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime)
    }
    getLatestVersion(): Promise<UpdateInfo> {
      return Promise.resolve(info)
    }
    resolveFiles(): ResolvedUpdateFileInfo[] {
      return [{ url: new URL(address), info: { url, sha512, size } }]
    }
  }
}
