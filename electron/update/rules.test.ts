import { describe, expect, it, vi } from 'vitest'
import { downloadFailure } from './download-failure.ts'
import { artefactUrl, channelOf, metadataFile, metadataUrl, releasePage, signatureUrl } from './feed.ts'
import { fileFor, installationOf } from './installation.ts'
import { watchStall } from './stall.ts'

const feed = { base: 'https://releases.example/', file: 'latest.yml' }

describe('a feed', () => {
  it.each([
    ['linux', 'x64', 'latest-linux.yml'],
    ['linux', 'arm64', 'latest-linux-arm64.yml'],
    ['darwin', 'arm64', 'latest-mac.yml'],
    ['win32', 'x64', 'latest.yml'],
  ])('of %s on %s is %s', (platform, arch, file) => expect(metadataFile(platform, arch)).toBe(file))

  it('has its files where a release page has them', () => {
    expect(metadataUrl(feed, 'stable')).toBe('https://releases.example/latest/download/latest.yml')
    expect(metadataUrl(feed, 'beta')).toBe('https://releases.example/download/beta/latest.yml')
    expect(signatureUrl(feed, 'stable')).toBe('https://releases.example/latest/download/latest.yml.sig')
    expect(artefactUrl(feed, '1.2.3', 'a.zip')).toBe('https://releases.example/download/v1.2.3/a.zip')
    expect(releasePage(feed, '1.2.3')).toBe('https://releases.example/tag/v1.2.3')
  })

  it.each([
    ['off', '1.0.0', 'stable'],
    ['off', '1.0.0-beta.1', 'beta'],
    ['beta', '1.0.0', 'beta'],
    ['stable', '1.0.0-beta.1', 'stable'],
  ] as const)('of somebody with %s who runs %s is %s', (preference, running, channel) =>
    expect(channelOf(preference, running)).toBe(channel),
  )
})

describe('an installation', () => {
  const names = ['P.deb', 'P-portable.exe', 'P.exe', 'P.AppImage', 'P.dmg', 'P.zip'].map((url) => ({ url }))
  it.each([
    ['linux', { APPIMAGE: '/home/a/P.AppImage' }, 'AppImage', 'P.AppImage'],
    ['linux', {}, 'package', undefined],
    ['darwin', {}, 'mac', 'P.zip'],
    ['win32', {}, 'nsis', 'P.exe'],
    ['win32', { PORTABLE_EXECUTABLE_FILE: 'P.exe' }, 'package', undefined],
  ] as const)('on %s with %j is %s and takes %s', (platform, env, installation, file) => {
    expect(installationOf(platform, env)).toBe(installation)
    expect(fileFor(names, installation)?.url).toBe(file)
  })
})

describe('downloadFailure', () => {
  it.each([
    [Object.assign(new Error('sha512 checksum mismatch'), { code: 'ERR_CHECKSUM_MISMATCH' }), 'update-corrupt'],
    [Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), 'update-no-space'],
    [new Error('net::ERR_CONNECTION_RESET'), 'update-interrupted'],
    [new Error('net::ERR_FILE_NO_SPACE'), 'update-no-space'],
    [new Error('Cannot download "https://a/", status 404: Not Found'), 'update-interrupted'],
    [Object.assign(new Error('EACCES: permission denied, unlink'), { code: 'EACCES' }), 'update-not-installed'],
    [new Error('what?'), 'internal'],
  ])('%s is %s', (error, code) => expect(downloadFailure(error).code).toBe(code))
})

it('tells of a stall only after the last thing that came', () => {
  vi.useFakeTimers()
  const stalled = vi.fn()
  const watch = watchStall(1000, stalled)
  vi.advanceTimersByTime(900)
  watch.moved()
  vi.advanceTimersByTime(900)
  expect(stalled).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(stalled).toHaveBeenCalledOnce()
  vi.useRealTimers()
})
