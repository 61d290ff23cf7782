const fallback = 'download'
/** Bytes are what file systems count (255); this many UTF-16 units of any script stay below, with room for ` (1)`. */
const maxLength = 80
const maxExtension = 16
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i
/** Controls, and marks that turn the direction of text round: `gpj.exe` written backwards reads as a picture. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A file name to propose for a download, whatever the server called it: one path segment, visible, not hidden, valid on
 * every system, with its extension kept.
 */
export function downloadName(proposed: string): string {
  const name = proposed
    .replace(invisible, '')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (name === undefined || name === '') return fallback
  const [stem, extension] = split(name)
  const safe = reserved.test(stem.split('.')[0] ?? '') ? `_${stem}` : stem
  return safe.slice(0, maxLength - extension.length).replace(/[.\s]+$/, '') + extension
}

/** A name's stem and its extension with the dot; a very long one is no extension. */
function split(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.')
  if (dot <= 0 || name.length - dot > maxExtension) return [name, '']
  return [name.slice(0, dot), name.slice(dot)]
}
