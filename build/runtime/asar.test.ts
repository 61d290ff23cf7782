import { expect, test } from 'vitest'
import { packAsar } from './asar.ts'

/** Reads an archive as Electron does: four numbers, the header's JSON, then the files at their offsets. */
function readAsar(archive: Buffer): Record<string, string> {
  expect(archive.readUInt32LE(0)).toBe(4)
  const headerSize = archive.readUInt32LE(4)
  const payloadSize = archive.readUInt32LE(8)
  const jsonSize = archive.readUInt32LE(12)
  expect(payloadSize).toBe(headerSize - 4)
  expect(payloadSize % 4).toBe(0)
  const header = JSON.parse(archive.toString('utf8', 16, 16 + jsonSize)) as {
    files: Record<string, { size: number; offset: string }>
  }
  const start = 8 + headerSize
  return Object.fromEntries(
    Object.entries(header.files).map(([name, { size, offset }]) => {
      const from = start + Number(offset)
      return [name, archive.toString('utf8', from, from + size)]
    }),
  )
}

test.each([
  { case: 'no file', files: {} },
  { case: 'one file', files: { 'main.js': 'run()' } },
  { case: 'several, with text beyond ASCII', files: { a: 'é', bb: '', ccc: 'x'.repeat(5000), 'd.json': '{"k":"–"}' } },
])('packs $case', ({ files }) => {
  expect(readAsar(packAsar(files))).toEqual(files)
})
