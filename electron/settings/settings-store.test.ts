import { spawnSync } from 'node:child_process'
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSettings, type StoreOptions } from './settings-store.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { writeAtomically } from './write-atomically.ts'

const pin = { cluster: 'a', namespace: 'b', name: 'c', port: '' }

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'porthole-settings-'))
  path = join(folder, 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const port =
  (cluster: string, number: number) =>
  (value: Settings): Settings => ({ ...value, classicPorts: { ...value.classicPorts, [cluster]: number } })
const onDisk = (): unknown => JSON.parse(readFileSync(path, 'utf8'))
const good = (ports: Record<string, number>) => JSON.stringify({ ...defaultSettings, classicPorts: ports })

describe('openSettings', () => {
  it('without a path remembers in memory', async () => {
    const store = await openSettings(undefined)
    store.update(port('a', 8002))
    await store.flush()
    expect([store.value.classicPorts, store.problem]).toEqual([{ a: 8002 }, null])
  })

  it('takes a missing file for the defaults, and does not make one', async () => {
    const store = await openSettings(path)
    await store.flush()
    expect([store.value, store.problem, readdirSync(folder)]).toEqual([defaultSettings, null, []])
  })

  it('keeps changes for the next start, for this user only', async () => {
    const inner = join(folder, 'porthole', 'settings.json')
    const store = await openSettings(inner)
    store.update(port('a', 8002))
    await store.flush()
    expect((await openSettings(inner)).value.classicPorts).toEqual({ a: 8002 })
    const modes = [inner, join(folder, 'porthole')].map((each) => statSync(each).mode & 0o777)
    expect(modes).toEqual([0o600, 0o700])
    expect(readdirSync(join(folder, 'porthole'))).toEqual(['settings.json'])
  })

  it('keeps a link a link', async () => {
    const real = join(folder, 'real.json')
    writeFileSync(real, good({}))
    symlinkSync(real, path)
    const store = await openSettings(path)
    store.update(port('a', 8002))
    await store.flush()
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(onDisk()).toMatchObject({ classicPorts: { a: 8002 } })
  })

  it('keeps a broken file under the next free name, and starts with the defaults', async () => {
    for (const [text, name] of [
      ['{"version":1,', 'settings.json.broken'],
      ['other', 'settings.json.broken.2'],
    ] as const) {
      writeFileSync(path, text)
      const store = await openSettings(path)
      expect(store.value).toEqual(defaultSettings)
      expect(store.problem?.code).toBe('settings-invalid')
      expect(store.problem?.hint).toContain(name)
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    }
    expect((await openSettings(path)).problem).toBeNull()
  })

  it('keeps the whole file when one entry is broken, and goes on with the others', async () => {
    const text = '{"version":1,"classicPorts":{"a":8002,"b":"x"}}'
    writeFileSync(path, text)
    const store = await openSettings(path)
    expect(store.value.classicPorts).toEqual({ a: 8002 })
    expect(store.problem?.message).toContain('classicPorts.b (line 1, column 43)')
    expect(readFileSync(`${path}.broken`, 'utf8')).toBe(text)
    expect(onDisk()).toEqual({ ...defaultSettings, classicPorts: { a: 8002 } })
  })

  it('leaves the file of a newer version as it is', async () => {
    writeFileSync(path, '{"version":2,"new":true}')
    const store = await openSettings(path)
    store.update(port('a', 8002))
    await store.flush()
    expect(store.value.classicPorts).toEqual({ a: 8002 })
    expect(store.problem?.message).toContain('newer')
    expect(onDisk()).toEqual({ version: 2, new: true })
    expect(readdirSync(folder)).toEqual(['settings.json'])
    // Moved away, as the sentence says.
    rmSync(path)
    await store.flush()
    expect([store.problem, onDisk()]).toMatchObject([null, { version: 1, classicPorts: { a: 8002 } }])
  })

  it('says when the file cannot be read', async () => {
    // A folder in its place: the superuser, whom permissions do not stop, cannot read that either.
    const store = await openSettings(folder)
    store.update(port('a', 8002))
    await store.flush()
    expect(store.problem?.message).toContain('EISDIR')
  })

  it('says when the folder cannot be written, goes on in memory, and tries again', async () => {
    const blocker = join(folder, 'file')
    const inner = join(blocker, 'settings.json')
    const store = await openSettings(inner)
    writeFileSync(blocker, '')
    store.update(port('a', 8002))
    await store.flush()
    expect(store.value.classicPorts).toEqual({ a: 8002 })
    expect(store.problem?.code).toBe('settings-invalid')
    rmSync(blocker)
    await store.flush()
    expect(store.problem).toBeNull()
    expect(JSON.parse(readFileSync(inner, 'utf8'))).toMatchObject({ classicPorts: { a: 8002 } })
  })

  it('removes what killed writers left long ago, and nothing else', async () => {
    const names = ['settings.json.old.tmp', 'settings.json.new.tmp', 'other.tmp']
    for (const name of names) writeFileSync(join(folder, name), '')
    for (const name of [names[0], names[2]]) utimesSync(join(folder, name ?? ''), 0, 0)
    await openSettings(path)
    expect(readdirSync(folder).sort()).toEqual(['other.tmp', 'settings.json.new.tmp'])
  })
})

describe('a file that is edited while the program runs', () => {
  const edit = (text: string) => writeFileSync(path, text)
  const edited = (more: object) => edit(JSON.stringify({ ...defaultSettings, ...more }))

  it('is taken in, and told', async () => {
    const store = await openSettings(path)
    let told = 0
    store.subscribe(() => (told += 1))
    edited({ preferences: { theme: 'dark' } })
    await store.reread()
    expect([store.value.preferences.theme, told]).toEqual(['dark', 1])
    await store.reread()
    expect(told).toBe(1)
  })

  it('keeps its changes, and ours to other entries, when ours are written after it', async () => {
    edited({ classicPorts: { a: 8002 } })
    const store = await openSettings(path, { gather: 60_000 })
    store.update(port('b', 8003))
    edited({ classicPorts: { a: 8009 }, preferences: { theme: 'dark' } })
    await store.flush()
    expect(onDisk()).toMatchObject({ classicPorts: { a: 8009, b: 8003 }, preferences: { theme: 'dark', port: 8001 } })
    expect(store.value.classicPorts).toEqual({ a: 8009, b: 8003 })
  })

  it.each([
    ['half a file', '{"version":1,\n"pre', 'line 2, column 1: a name in double quotes is missing'],
    ['a broken entry', '{"version":1,"preferences":{"port":"x"}}', 'preferences.port (line 1, column 36)'],
    ['a newer version', '{"version":2}', 'newer Porthole'],
  ])('is not written over while it is %s, which is told, and goes on when it is mended', async (_name, text, said) => {
    const store = await openSettings(path)
    store.update(port('a', 8002))
    await store.flush()
    edit(text)
    store.update(port('b', 8003))
    await store.flush()
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect([store.value.classicPorts, store.problem?.code]).toEqual([{ a: 8002, b: 8003 }, 'settings-invalid'])
    expect(store.problem?.message).toContain(said)
    edited({ classicPorts: { a: 8002 }, preferences: { theme: 'light' } })
    await store.flush()
    expect(onDisk()).toMatchObject({ classicPorts: { a: 8002, b: 8003 }, preferences: { theme: 'light' } })
    expect([store.problem, readdirSync(folder)]).toEqual([null, ['settings.json']])
  })

  it('is made anew by the next change when it was removed', async () => {
    edited({ preferences: { theme: 'dark' } })
    const store = await openSettings(path)
    rmSync(path)
    await store.reread()
    store.update(port('a', 8002))
    await store.flush()
    expect(onDisk()).toMatchObject({ classicPorts: { a: 8002 }, preferences: { theme: 'dark' } })
  })

  it('keeps the keys that nobody knows, wherever they stand', async () => {
    const known = { version: 1, mine: [1], preferences: { more: 'x', theme: 'dark' } }
    edit(JSON.stringify({ ...known, looks: { a: { name: 'A', icon: 'b' } }, pins: [{ ...pin, note: 'n' }] }))
    const store = await openSettings(path)
    store.update((value) => ({ ...value, looks: { a: { name: 'B' } } }))
    await store.flush()
    expect(onDisk()).toMatchObject({ ...known, looks: { a: { name: 'B', icon: 'b' } }, pins: [{ ...pin, note: 'n' }] })
    expect(store.problem).toBeNull()
  })
})

describe('a change', () => {
  /** Writes as the disk would, and says what was written. */
  function watched(): { texts: string[]; options: StoreOptions; written: Promise<void> } {
    const texts: string[] = []
    let told: () => void
    const written = new Promise<void>((resolve) => (told = resolve))
    const write = async (file: string, text: string): Promise<void> => {
      texts.push(text)
      await writeAtomically(file, text)
      told()
    }
    return { texts, options: { write, gather: 5 }, written }
  }

  it('is written by itself, together with the one right after it', async () => {
    const { texts, options, written } = watched()
    const store = await openSettings(path, options)
    store.update(port('a', 8002))
    store.update(port('b', 8003))
    await written
    await store.flush()
    expect(texts).toHaveLength(1)
    expect(onDisk()).toMatchObject({ classicPorts: { a: 8002, b: 8003 } })
  })

  it('during a write is written after it', async () => {
    const texts: string[] = []
    const store = await openSettings(path, {
      gather: 60_000,
      write: async (file, text) => {
        texts.push(text)
        if (texts.length === 1) store.update(port('a', 8009))
        await writeAtomically(file, text)
      },
    })
    store.update(port('a', 8002))
    await Promise.all([store.flush(), store.flush()])
    expect(texts).toHaveLength(2)
    expect(onDisk()).toMatchObject({ classicPorts: { a: 8009 } })
  })

  it('takes in what somebody else writes before it is in its place', async () => {
    let others = 2
    const store = await openSettings(path, {
      write: (file, text, replace) =>
        writeAtomically(file, text, async (from, to) => {
          if (others-- > 0) writeFileSync(path, good({ b: 8003 + others }))
          await replace(from, to)
        }),
    })
    store.update(port('a', 8002))
    await store.flush()
    expect(onDisk()).toMatchObject({ classicPorts: { a: 8002, b: 8003 } })
    expect([store.value.classicPorts, store.problem]).toEqual([{ a: 8002, b: 8003 }, null])
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it('that changes nothing is not written', async () => {
    const { texts, options } = watched()
    const store = await openSettings(path, options)
    store.update((value) => value)
    await store.flush()
    expect(texts).toEqual([])
  })

  it('that was killed before its end leaves the old text', () => {
    writeFileSync(path, 'old')
    const script = join(import.meta.dirname, 'testing/killed-writer.ts')
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', script, path, 'new'])
    expect(signal).toBe('SIGKILL')
    expect(readFileSync(path, 'utf8')).toBe('old')
    // The new text had come as far as its own file.
    const left = readdirSync(folder).filter((name) => name.endsWith('.tmp'))
    expect(left.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['new'])
  })
})
