import { readFile } from 'node:fs/promises'

/** The kernel counts in hundredths of a second (USER_HZ, which is 100 on every Linux that Node runs on). */
const tickMicroseconds = 10_000

/** Processor time that a process has used, in user and kernel mode, microseconds. */
export async function processorTime(pid: number): Promise<number> {
  // After the program's name, in brackets and possibly with spaces, the fields count from 3 (proc(5)).
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ')
  return (Number(fields[14 - 3]) + Number(fields[15 - 3])) * tickMicroseconds
}
