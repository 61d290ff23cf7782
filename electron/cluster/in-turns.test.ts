import { expect, it } from 'vitest'
import { goYamlSteps } from './go-yaml/go-yaml.ts'
import { atOnce, inTurns, type Steps } from './in-turns.ts'

/** Five pieces, each of them longer than what others may be kept waiting for. */
function* pieces(): Steps<string> {
  for (let piece = 0; piece < 5; piece++) {
    const began = performance.now()
    while (performance.now() - began < 10);
    yield
  }
  return 'done'
}

it('lets others have their turn between the pieces', async () => {
  let turns = 0
  let ticking = true
  const tick = (): void => {
    turns++
    if (ticking) setImmediate(tick)
  }
  tick()
  expect(await inTurns(pieces())).toBe('done')
  ticking = false
  expect(turns).toBeGreaterThanOrEqual(5)
  expect(atOnce(pieces())).toBe('done')
})

it('passes on what breaks a piece', async () => {
  const broken = goYamlSteps('a: [')
  await expect(inTurns(broken)).rejects.toThrow()
})

it('a large text is read in many pieces', () => {
  const contexts = Array.from({ length: 500 }, (_, at) => `- name: c${at}\n  context: { cluster: c, user: u }\n`)
  expect([...goYamlSteps(`contexts:\n${contexts.join('')}`)].length).toBeGreaterThan(10)
})
