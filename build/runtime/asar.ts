/** Every number in the header of an asar is padded to this many bytes (Chromium's Pickle). */
const ALIGNMENT = 4

/**
 * Packs a few small text files, all in the top folder, into an asar archive.
 * The format: github.com/electron/asar, "Format" (two Pickles: the header's size, then the header as JSON; then the files).
 */
export function packAsar(files: Readonly<Record<string, string>>): Buffer {
  const contents = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))
  const entries: Record<string, { size: number; offset: string }> = {}
  let offset = 0
  for (const { name, bytes } of contents) {
    entries[name] = { size: bytes.length, offset: String(offset) }
    offset += bytes.length
  }
  const json = Buffer.from(JSON.stringify({ files: entries }))
  const padding = Buffer.alloc((ALIGNMENT - (json.length % ALIGNMENT)) % ALIGNMENT)
  const payload = Buffer.concat([uint32(json.length), json, padding])
  const header = Buffer.concat([uint32(payload.length), payload])
  return Buffer.concat([uint32(ALIGNMENT), uint32(header.length), header, ...contents.map(({ bytes }) => bytes)])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(ALIGNMENT)
  bytes.writeUInt32LE(value)
  return bytes
}
