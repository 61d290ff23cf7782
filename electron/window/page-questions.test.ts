import { expect, test } from 'vitest'
import type { PageQuestion } from '../../shared/page-question.ts'
import { PageQuestions, type Asked } from './page-questions.ts'

const link = (url: string): Asked => ({ kind: 'link', url })

function questions() {
  const shown: (string | null)[] = []
  const own = new PageQuestions((question) => shown.push(question === null ? null : urlOf(question)))
  return { own, shown }
}
const urlOf = (question: PageQuestion): string => ('url' in question ? question.url : question.kind)

test('one question is shown at a time, and each gets its own answer', async () => {
  const { own, shown } = questions()
  const [first, second] = [own.ask(link('a')), own.ask(link('b'))]
  expect(shown).toEqual(['a'])
  own.answer(1, { kind: 'yes' })
  expect(await first).toEqual({ kind: 'yes' })
  expect(shown).toEqual(['a', 'b'])
  own.answer(2, { kind: 'no' })
  expect(await second).toEqual({ kind: 'no' })
  expect(shown).toEqual(['a', 'b', null])
})

test('the same question twice is one', async () => {
  const { own, shown } = questions()
  const both = [own.ask(link('a')), own.ask(link('a'))]
  own.answer(1, { kind: 'yes' })
  expect(await Promise.all(both)).toEqual([{ kind: 'yes' }, { kind: 'yes' }])
  expect(shown).toEqual(['a', null])
})

test('an answer to a question that is gone changes nothing', async () => {
  const { own, shown } = questions()
  const asked = own.ask(link('a'))
  own.answer(7, { kind: 'yes' })
  own.dismissAll()
  expect(await asked).toBeUndefined()
  own.answer(1, { kind: 'yes' })
  own.dismissAll()
  expect(shown).toEqual(['a', null])
})

test('a question that nothing hangs on any more makes place for the next one', async () => {
  const { own, shown } = questions()
  const [leave, other] = [own.ask({ kind: 'leave' }), own.ask(link('a'))]
  own.dismiss('leave')
  expect(await leave).toBeUndefined()
  own.dismiss('leave')
  own.answer(2, { kind: 'yes' })
  expect(await other).toEqual({ kind: 'yes' })
  expect(shown).toEqual(['leave', 'a', null])
})

test('who asks too much is refused', async () => {
  const { own } = questions()
  for (let n = 0; n < 5; n++) void own.ask(link(String(n)))
  expect(await own.ask(link('one more'))).toBeUndefined()
})
