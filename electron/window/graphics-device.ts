/**
 * Whether a Linux computer has a device that draws: a card of the kernel's graphics system (`/dev/dri/card0`,
 * `renderD128`), of NVIDIA's own driver (`/dev/nvidia0`), or Windows' beneath WSL (`/dev/dxg`). In doubt it has one.
 * @param devices the names in `/dev`
 * @param cards the names in `/dev/dri`
 */
export function hasGraphicsDevice(devices: readonly string[], cards: readonly string[]): boolean {
  if (devices.length === 0) return true
  return (
    cards.some((name) => /^(card|renderD)\d+$/.test(name)) ||
    devices.some((name) => /^(nvidia\d+|dxg|mali\d+|kgsl.*)$/.test(name))
  )
}
