import { expect, test } from 'vitest'
import { startProgress } from './progress.ts'

function record(isTTY: boolean): { text: () => string; write: (text: string) => void; isTTY: boolean } {
  let all = ''
  return { isTTY, write: (text) => (all += text), text: () => all }
}

test('a log gets one line per step and per quarter', () => {
  const output = record(false)
  const progress = startProgress('runtime', output)
  for (let done = 0; done <= 100; done += 1) progress.bytes(done * 1e6, 100e6)
  progress.step('unpacking')
  progress.step('unpacking')
  progress.end('ready')
  expect(output.text().trimEnd().split('\n')).toEqual([
    'runtime: 25 % of 100 MB',
    'runtime: 50 % of 100 MB',
    'runtime: 75 % of 100 MB',
    'runtime: 100 % of 100 MB',
    'runtime: unpacking',
    'runtime: ready',
  ])
})

test('a terminal gets a single line, rewritten, and a line end once', () => {
  const output = record(true)
  const progress = startProgress('runtime', output)
  progress.bytes(1e6, 100e6)
  progress.bytes(2e6, 100e6)
  progress.end('ready')
  expect(output.text().match(/\n/g)).toHaveLength(1)
  expect(output.text().match(/\r/g)).toHaveLength(3)
})

test('more bytes than announced stay at 100 %', () => {
  const output = record(false)
  startProgress('runtime', output).bytes(200, 100)
  expect(output.text()).toContain('100 %')
})
