/** What progress is written to: process.stderr, never stdout, which belongs to the program that is started. */
export interface ProgressOutput {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export interface Progress {
  /** Bytes that have arrived, of `total`. */
  bytes(done: number, total: number): void
  /** What is being done now, in a few words. */
  step(text: string): void
  /** Ends the line. Nothing may be reported afterwards. */
  end(text: string): void
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

/**
 * Reports one long piece of work. A terminal gets a single line that is rewritten; a log gets a line per step and
 * per quarter of a download, so that it stays readable.
 */
export function startProgress(label: string, output: ProgressOutput = process.stderr): Progress {
  const terminal = output.isTTY === true
  let shown = ''
  let quarter = 0
  const show = (text: string): void => {
    if (text === shown) return
    shown = text
    output.write(terminal ? `\r\u001b[K${label}: ${text}` : `${label}: ${text}\n`)
  }
  return {
    bytes(done, total) {
      const share = total > 0 ? Math.min(done / total, 1) : 0
      const reached = Math.floor(share * 4)
      if (!terminal && reached <= quarter) return
      quarter = reached
      show(`${Math.floor(share * 100)} % of ${megabytes(total)} MB`)
    },
    step: show,
    end(text) {
      show(text)
      if (terminal) output.write('\n')
    },
  }
}
