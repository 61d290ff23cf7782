import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './command-line.ts'

const nothing = {
  kubeconfig: undefined,
  context: undefined,
  port: undefined,
  demo: false,
  headless: false,
  hidden: false,
  output: 'text',
}
const words = (line: string) => line.split(' ').filter((word) => word !== '')

describe('parseCommandLine', () => {
  it.each([
    ['', {}],
    ['--kubeconfig /a/b --context prod --port 8002', { kubeconfig: '/a/b', context: 'prod', port: 8002 }],
    ['--kubeconfig=/a/b --context=-odd --port=0', { kubeconfig: '/a/b', context: '-odd', port: 0 }],
    ['--kubeconfig= --context=prod --context=', {}],
    ['--hidden', { hidden: true }],
    ['--demo --headless --output json', { demo: true, headless: true, output: 'json' }],
    ['--port 1 --port 2', { port: 2 }],
    ['/path/to/app --demo', { demo: true }],
    ['--no-sandbox --remote-debugging-port=0 --user-data-dir=/t --inspect=0 --demo', { demo: true }],
    ['--enable-features=A,B -psn_0_1234 file.txt porthole://x', {}],
    ['--context demo -- --port x', { context: 'demo' }],
    ['--constructor --__proto__=1', {}],
  ])('%s', (line, expected) => {
    expect(parseCommandLine(words(line))).toEqual({ ok: true, value: { ...nothing, ...expected } })
  })

  it.each([
    ['--port', '--port needs a value.'],
    ['--port=', '--port needs a value.'],
    ['--context --demo', '--context needs a value.'],
    ['--kubeconfig', '--kubeconfig needs a value.'],
    ['--port 65536', '--port must be a number from 0 to 65535, not "65536".'],
    ['--port -1', '--port needs a value.'],
    ['--port 80x', '--port must be a number from 0 to 65535, not "80x".'],
    ['--port 0x50', '--port must be a number from 0 to 65535, not "0x50".'],
    ['--output yaml', '--output must be text or json, not "yaml".'],
    ['--demo=yes', '--demo takes no value.'],
  ])('refuses %s', (line, message) => {
    expect(parseCommandLine(words(line))).toEqual({ ok: false, message })
  })
})
