import { expect, test } from 'vitest'
import { aptLine, chooseNames, missingByName, parseInstallable, parseMissingLibraries } from './apt-packages.ts'

test.each([
  { system: 'Debian 12', installable: ['libgtk-3-0', 'xvfb'], chosen: ['libgtk-3-0', 'xvfb'] },
  { system: 'Ubuntu 24.04', installable: ['libgtk-3-0t64', 'libgtk-3-0', 'xvfb'], chosen: ['libgtk-3-0t64', 'xvfb'] },
  { system: 'a system whose lists are empty', installable: [], chosen: ['libgtk-3-0', 'xvfb'] },
])('$system installs $chosen', ({ installable, chosen }) => {
  expect(chooseNames(['libgtk-3-0', 'xvfb'], new Set(installable))).toEqual(chosen)
})

test('a virtual package is not installable', () => {
  const policy = `libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.11-1ubuntu0.1
  Version table:
     1.2.11-1ubuntu0.1 500
xvfb:
  Installed: 2:21.1.7-3
  Candidate: 2:21.1.7-3
`
  expect([...parseInstallable(policy)]).toEqual(['libasound2t64', 'xvfb'])
})

test('the libraries that ldd does not find', () => {
  const ldd = `\tlinux-vdso.so.1 (0x00007f)
\tlibnss3.so => not found
\tlibgtk-3.so.0 => /lib/x86_64-linux-gnu/libgtk-3.so.0 (0x00007f)
\tlibnss3.so => not found
\tlibgbm.so.1 => not found
\t/lib64/ld-linux-x86-64.so.2 (0x00007f)
`
  expect(parseMissingLibraries(ldd)).toEqual(['libnss3.so', 'libgbm.so.1'])
})

test.each([
  ['\tlibX11.so.6 (libc6,x86-64) => /lib/libX11.so.6\n', ['libX11-xcb.so.1']],
  ['\tlibX11-xcb.so.1 (libc6,x86-64) => /lib/libX11-xcb.so.1\n', []],
  ['', []],
])('what Chromium opens by name and ldconfig lists as %j', (listed, missing) =>
  expect(missingByName(listed)).toEqual(missing),
)

test('the line to paste', () => {
  expect(aptLine(['xvfb', 'libnss3'])).toBe('sudo apt-get install -y xvfb libnss3')
})
