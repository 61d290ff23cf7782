import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A screen in memory, for windows on a machine without one. */
export interface VirtualDisplay {
  /** The value for DISPLAY, such as `:99`. */
  readonly display: string
  /** Ends it, and with it every window on it. */
  stop(): Promise<void>
}

/** Starts an Xvfb on a display number that it finds free itself. It ends with this process at the latest. */
export async function startVirtualDisplay(size = '1440x900'): Promise<VirtualDisplay> {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset']
  const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const kill = (): void => void xvfb.kill()
  process.once('exit', kill)
  const ended = once(xvfb, 'exit').then(() => undefined)
  const number = await Promise.race([displayNumber(xvfb), ended])
  if (number === undefined) throw new Error('Xvfb ended before it had a display.')
  // A program whose work is done ends, and the display with it.
  xvfb.unref()
  return {
    display: `:${number}`,
    async stop() {
      process.off('exit', kill)
      xvfb.ref()
      kill()
      await ended
    },
  }
}

/**
 * Xvfb writes the number to the descriptor when it is ready for clients, and the line end in a second write: who closes
 * the pipe before that ends Xvfb with it.
 */
async function displayNumber(xvfb: ChildProcess): Promise<string | undefined> {
  const pipe = xvfb.stdio[3]
  if (pipe == null || !('read' in pipe)) return undefined
  let text = ''
  for await (const chunk of pipe) {
    text += String(chunk)
    if (text.endsWith('\n')) return text.trim()
  }
  return undefined
}
