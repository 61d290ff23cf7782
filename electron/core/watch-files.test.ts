import { renameSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { Recorder } from '../cluster/testing/recorder.ts'
import { WatchedFiles } from './watch-files.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'porthole-watch-')))
})
afterEach(() => rm(folder, { recursive: true }))

async function watched(...files: string[]): Promise<Recorder> {
  const changes = new Recorder()
  const watching = new WatchedFiles(
    files.map((file) => join(folder, file)),
    () => changes.note('changed'),
  )
  onTestFinished(() => watching.close())
  await watching.follow()
  return changes
}

const write = (file: string, text = 'x'): Promise<void> => writeFile(join(folder, file), text)

describe('WatchedFiles', () => {
  it.each<[string, () => Promise<void>, () => Promise<unknown>]>([
    ['is written', () => write('config'), () => write('config', 'y')],
    [
      'is replaced by another',
      () => write('config'),
      async () => {
        await write('new', 'y')
        await rename(join(folder, 'new'), join(folder, 'config'))
      },
    ],
    ['is removed', () => write('config'), () => rm(join(folder, 'config'))],
    ['comes', () => Promise.resolve(), () => write('config')],
  ])('tell when a file %s', async (_name, before, change) => {
    await before()
    const changes = await watched('other', 'config')
    await change()
    await changes.count(1)
  })

  it('tell each time, also of a file whose folders come later', async () => {
    const changes = await watched('.kube/deep/config')
    await mkdir(join(folder, '.kube'))
    await changes.count(1)
    await mkdir(join(folder, '.kube/deep'))
    await changes.count(2)
    await write('.kube/deep/config')
    await changes.count(3)
    await write('.kube/deep/config', 'y')
    await changes.count(4)
  })

  it('tell of a file behind links, and of a link that turns', async () => {
    for (const name of ['one', 'two']) {
      await mkdir(join(folder, name))
      await write(`${name}/config`)
    }
    await mkdir(join(folder, 'home'))
    // As Kubernetes mounts Secrets: a file through a folder that is a link.
    await symlink('../one', join(folder, 'home/data'))
    await symlink('data/config', join(folder, 'home/config'))
    const changes = await watched('home/config')
    await write('one/config', 'y')
    await changes.count(1)
    await symlink('../two', join(folder, 'home/new'))
    await rename(join(folder, 'home/new'), join(folder, 'home/data'))
    await changes.count(2)
    await write('two/config', 'y')
    await changes.count(3)
  })

  it('tell of a file that is replaced without a pause', async () => {
    const changes = await watched('config')
    const replaced = setInterval(() => {
      writeFileSync(join(folder, 'new'), 'y')
      renameSync(join(folder, 'new'), join(folder, 'config'))
    }, 10)
    try {
      await changes.count(2)
    } finally {
      // Before the folder goes, which is before what is to be done when the test has finished.
      clearInterval(replaced)
    }
  })

  it('keep silent about other files, and when they are closed', async () => {
    const changes = await watched('config')
    await write('another')
    await write('config')
    await changes.count(1)
    expect(changes.entries).toHaveLength(1)
  })
})
