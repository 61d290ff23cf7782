import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kubeconfigSource, readKubeconfigFiles } from './kubeconfig-files.ts'

const list = (...files: string[]): string => files.join(delimiter)

describe('kubeconfigSource', () => {
  it.each([
    ['the flag alone, whatever KUBECONFIG says', '/f', { KUBECONFIG: '/a' }, ['/f'], true],
    ['KUBECONFIG where the flag has no value', '', { KUBECONFIG: '/a' }, ['/a'], false],
    ['KUBECONFIG', undefined, { KUBECONFIG: '/a', HOME: '/home/me' }, ['/a'], false],
    ['several files of KUBECONFIG in their order', undefined, { KUBECONFIG: list('/b', '/a') }, ['/b', '/a'], false],
    [
      'each file once, without empty names',
      undefined,
      { KUBECONFIG: list('', '/a', '/b', '/a', '') },
      ['/a', '/b'],
      false,
    ],
    ['the home folder', undefined, { HOME: '/home/me' }, ['/home/me/.kube/config'], false],
    [
      'the home folder where KUBECONFIG is empty',
      undefined,
      { KUBECONFIG: '', HOME: '/h' },
      ['/h/.kube/config'],
      false,
    ],
    ['no file where KUBECONFIG names none', undefined, { KUBECONFIG: delimiter, HOME: '/h' }, [], false],
    ["the system's home folder", undefined, {}, [join(homedir(), '.kube', 'config')], false],
  ])('is %s', (_name, flag, environment, files, required) => {
    expect(kubeconfigSource(flag, environment)).toEqual({ files, required })
  })
})

describe('readKubeconfigFiles', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porthole-kubeconfig-'))
    await writeFile(join(folder, 'a'), 'text of a')
    await writeFile(join(folder, 'b'), 'text of b')
    await mkdir(join(folder, 'folder'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const paths = (...names: string[]): string[] => names.map((name) => join(folder, name))

  it('reads those that exist, in their order', async () => {
    const read = await readKubeconfigFiles({ files: paths('b', 'missing', 'a'), required: false })
    expect(read.map(({ text }) => text)).toEqual(['text of b', 'text of a'])
    expect(read.map(({ path }) => path)).toEqual(paths('b', 'a'))
  })

  it.each<[string, BufferEncoding, boolean]>([
    ['UTF-16', 'utf16le', false],
    ['UTF-16 with the big end first', 'utf16le', true],
    ['UTF-8', 'utf8', false],
  ])('reads %s by its byte order mark', async (_name, encoding, swapped) => {
    const [path = ''] = paths('marked')
    const bytes = Buffer.from('\ufefftext ü', encoding)
    await writeFile(path, swapped ? bytes.swap16() : bytes)
    expect(await readKubeconfigFiles({ files: [path], required: true })).toEqual([{ path, text: 'text ü' }])
  })

  it.each([
    ['a file that must exist', 'missing', true, 'kubeconfig-missing'],
    ['a folder', 'folder', false, 'kubeconfig-invalid'],
    ['a path through a file', 'a/config', false, 'kubeconfig-invalid'],
  ])('refuses %s', async (_name, file, required, code) => {
    const [path = ''] = paths(file)
    await expect(readKubeconfigFiles({ files: [path], required })).rejects.toMatchObject({
      failure: { code, message: expect.stringContaining(path) as string },
    })
  })
})
