import { expect, test } from 'vitest'
import { runChild } from './run-child.ts'

test.each([
  { program: 'process.exit(0)', code: 0 },
  { program: 'process.exit(3)', code: 3 },
  { program: 'process.kill(process.pid, "SIGTERM")', code: 143 },
  { program: 'process.kill(process.pid, "SIGKILL")', code: 137 },
])('$program: exit code $code', async ({ program, code }) => {
  expect(await runChild(process.execPath, ['-e', program])).toBe(code)
})

test('a signal for us goes to the child, whose exit code is ours, and nothing stays behind', async () => {
  const before = process.listenerCount('SIGTERM')
  // The child asks for the signal itself, once it is ready for it.
  const program = `process.on('SIGTERM', () => process.exit(7)); process.kill(process.ppid, 'SIGTERM'); setInterval(() => {}, 1000)`
  expect(await runChild(process.execPath, ['-e', program])).toBe(7)
  expect(process.listenerCount('SIGTERM')).toBe(before)
})

test('a program that does not exist', async () => {
  await expect(runChild('/nowhere/electron', [])).rejects.toThrow('ENOENT')
})
