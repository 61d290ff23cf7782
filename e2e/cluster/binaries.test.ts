import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBinaries } from './binaries.ts'
import { cacheFolder } from './cache-folder.ts'

let folder = ''
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'porthole-binaries-'))))
afterEach(() => rm(folder, { recursive: true }))

async function put(...names: string[]): Promise<void> {
  for (const name of names) {
    await writeFile(join(folder, name), '')
    await chmod(join(folder, name), 0o755)
  }
}

const silent = (): void => undefined

test('KUBEBUILDER_ASSETS comes first, with or without kwok', async () => {
  await put('etcd', 'kube-apiserver', 'kubectl')
  await expect(findBinaries(silent, { KUBEBUILDER_ASSETS: folder })).resolves.toEqual({
    etcd: join(folder, 'etcd'),
    apiServer: join(folder, 'kube-apiserver'),
    kubectl: join(folder, 'kubectl'),
    kwok: undefined,
  })
})

test('an incomplete KUBEBUILDER_ASSETS is said, not passed over', async () => {
  await put('etcd')
  await expect(findBinaries(silent, { KUBEBUILDER_ASSETS: folder })).rejects.toThrow(/KUBEBUILDER_ASSETS=.*has no etcd/)
})

/** A `go` that answers as Go does. */
async function putGo(script: string): Promise<NodeJS.ProcessEnv> {
  await writeFile(join(folder, 'go'), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, 'go'), 0o755)
  return { XDG_CACHE_HOME: join(folder, 'cache'), PATH: `${folder}:${process.env['PATH'] ?? ''}` }
}

test('where Go is too old the message says how to get the binaries', async () => {
  const env = await putGo('echo "go: go.mod requires go >= 1.26.0 (running go 1.19)" >&2; exit 1')
  const failure = findBinaries(silent, env)
  await expect(failure).rejects.toThrow(/running go 1\.19[\s\S]*Install Go 1\.26[\s\S]*KUBEBUILDER_ASSETS/)
  await expect(failure).rejects.toHaveProperty('name', 'ClusterUnavailable')
})

const build = 'echo k8s.io/one >&2; cd "$7"; touch server kube-apiserver kubectl kwok; chmod +x *'

test('they are built once, also for two at a time, and found afterwards', async () => {
  const env = await putGo(`[ "$1" = env ] && exit; echo build >> ${folder}/builds; ${build}`)
  const lines: string[] = []
  const say = (line: string): void => void lines.push(line)
  const both = await Promise.all([findBinaries(say, env), findBinaries(say, env)])
  expect(both[0].etcd).toMatch(/cache\/porthole\/kubernetes-1\.37\.2-[a-z]+-[a-z0-9]+-[0-9a-f]{12}\/etcd$/)
  expect(both[1]).toEqual(both[0])
  await expect(findBinaries(silent, env)).resolves.toEqual(both[0])
  await expect(readFile(join(folder, 'builds'), 'utf8')).resolves.toBe('build\n')
  expect(lines).toContainEqual(expect.stringMatching(/is being built by process \d+; waiting/))
  expect(lines).toContainEqual(expect.stringMatching(/1 packages compiled; done/))
})

test('a failed build leaves nothing that a later run could take for a cache', async () => {
  const env = await putGo(`[ "$1" = env ] && exit; ${build}; echo "disk full" >&2; exit 1`)
  await expect(findBinaries(silent, env)).rejects.toThrow(/failed:[\s\S]*disk full/)
  await expect(readdir(join(folder, 'cache', 'porthole'))).resolves.toEqual([])
})

test('the cache is under XDG_CACHE_HOME when that is absolute, else under ~/.cache', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/me' })).toBe('/var/cache/me/porthole')
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative' })).toMatch(/^\/.*\/\.cache\/porthole$/)
  expect(cacheFolder({})).toMatch(/\/\.cache\/porthole$/)
})
