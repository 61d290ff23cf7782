const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes in three digits and a decimal unit: `0 B`, `1.2 kB`, `34 MB`. */
export function bytesOf(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`
}
