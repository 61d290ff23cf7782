import { describe, expect, it } from 'vitest'
import { downloadName } from './download-name.ts'

describe('downloadName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['übersicht 2.csv', 'übersicht 2.csv'],
    ['', 'download'],
    ['...', 'download'],
    ['../../.ssh/authorized_keys', 'authorized_keys'],
    ['..\\..\\evil.bat', 'evil.bat'],
    ['/etc/passwd', 'passwd'],
    ['folder/', 'download'],
    ['.bashrc', 'bashrc'],
    ['a:b|c?.txt', 'a_b_c_.txt'],
    ['name. ', 'name'],
    ['line\nbreak\u0000.txt', 'linebreak.txt'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['CON', '_CON'],
    ['com1.txt', '_com1.txt'],
    ['aux.tar.gz', '_aux.tar.gz'],
    ['console.log', 'console.log'],
    [`${'x'.repeat(300)}.json`, `${'x'.repeat(75)}.json`],
    [`a.${'x'.repeat(300)}`, `a.${'x'.repeat(78)}`],
  ])('%j', (proposed, expected) => {
    expect(downloadName(proposed)).toBe(expected)
  })
})
