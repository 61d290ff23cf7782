import { describe, expect, it } from 'vitest'
import { askingWords, plainWords } from './plugin-words.ts'

describe('askingWords', () => {
  const address = 'https://login.example/authorize?code_challenge=q7Zt0aP4xW9bR2mK8cV5nY1e&state=Zx81kQp0Lm22vTn4Rb7'

  it.each([
    [
      '\u001b[1mSign in:\u001b[0m\r\n\n  https://example.com/device  \nCode: AB12-CD34',
      'Sign in:\nhttps://example.com/device\nCode: AB12-CD34',
    ],
    ['Code: AB12\n| waiting\r/ waiting\r- waiting\r', 'Code: AB12\n- waiting'],
    [address, address],
    ['got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln back', 'got REDACTED back'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer REDACTED'],
    [' \n ', ''],
  ])('%j → %j', (said, words) => {
    expect(askingWords(said)).toBe(words)
  })

  it('keeps the end of what is long', () => {
    const words = askingWords(`${'waiting\n'.repeat(2000)}the code`)
    expect(words.length).toBeLessThan(3_010)
    expect(words).toMatch(/the code$/)
  })
})

describe('plainWords', () => {
  it.each([
    ['Log in  first.\n\n Run aws sso login.\r\n', 'Log in first. Run aws sso login.'],
    ['\u001b[31merror\u001b[0m: no\u0007', 'error: no'],
    ['token expired: run x', 'token expired: run x'],
    [
      'open https://example.com/device and enter the code ABCD-EFGH',
      'open https://example.com/device and enter the code ABCD-EFGH',
    ],
    ['got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln back', 'got REDACTED back'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer REDACTED'],
    ['password=hunter2 x', 'password=REDACTED x'],
    ['{"access_token": "abc123def"}', '{"access_token": "REDACTED"}'],
    ['key q7Zt0aP4xW9bR2mK8cV5nY1e', 'key REDACTED'],
    ['arn:aws:iam::123456789012:role/Admin', 'arn:aws:iam::123456789012:role/Admin'],
  ])('%j → %s', (said, words) => {
    expect(plainWords(said)).toBe(words)
  })

  it('keeps the end of what is long', () => {
    const words = plainWords(`${'start '.repeat(500)}the cause`)
    expect(words.length).toBeLessThan(610)
    expect(words).toMatch(/^… .*the cause$/)
  })
})
