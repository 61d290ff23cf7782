import { readdirSync } from 'node:fs'
import { app } from 'electron'
import { hasGraphicsDevice } from './graphics-device.ts'

/**
 * Where a Linux computer has no graphics device (a virtual machine, a remote desktop), Chromium would build a whole
 * graphics driver in software and draw each frame through it, and the window's page waits for that before its first
 * line runs. Drawn without it, the window stands sooner and scrolls smoother. WebGL of a page still works, in software.
 * Call it before the app is ready.
 */
export function drawWithoutDevice(): void {
  if (process.platform !== 'linux') return
  if (!hasGraphicsDevice(namesIn('/dev'), namesIn('/dev/dri'))) app.disableHardwareAcceleration()
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
