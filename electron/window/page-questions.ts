import type { PageAnswer, PageQuestion } from '../../shared/page-question.ts'

/** A question before it has its number. */
export type Asked = PageQuestion extends infer Q ? (Q extends PageQuestion ? Omit<Q, 'id'> : never) : never

interface Waiting {
  question: PageQuestion
  answers: ((answer: PageAnswer | undefined) => void)[]
}

/** A page that asks more than this at once is not listened to. */
const most = 5

/** The questions of one page, shown one after the other. A question that nobody answers is a no. */
export class PageQuestions {
  #waiting: Waiting[] = []
  #nextId = 1
  readonly #show: (question: PageQuestion | null) => void

  /** @param show called with the question that is first now; null when there is none */
  constructor(show: (question: PageQuestion | null) => void) {
    this.#show = show
  }

  /** Asks; the same question twice is one. Undefined when it was not answered. */
  ask(asked: Asked): Promise<PageAnswer | undefined> {
    return new Promise((resolve) => {
      const same = this.#waiting.find(({ question }) => sameQuestion(question, asked))
      if (same) same.answers.push(resolve)
      else if (this.#waiting.length >= most) resolve(undefined)
      else {
        const question: PageQuestion = { ...asked, id: this.#nextId++ }
        this.#waiting.push({ question, answers: [resolve] })
        if (this.#waiting.length === 1) this.#show(question)
      }
    })
  }

  /** The user's answer to the question with that number; to one that is gone it changes nothing. */
  answer(id: number, answer: PageAnswer): void {
    const found = this.#waiting.find(({ question }) => question.id === id)
    if (found) this.#take([found], answer)
  }

  /** Nothing hangs on questions of that kind any more. */
  dismiss(kind: PageQuestion['kind']): void {
    this.#take(
      this.#waiting.filter(({ question }) => question.kind === kind),
      undefined,
    )
  }

  /** The page that asked is gone. */
  dismissAll(): void {
    this.#take(this.#waiting, undefined)
  }

  #take(taken: readonly Waiting[], answer: PageAnswer | undefined): void {
    if (taken.length === 0) return
    this.#waiting = this.#waiting.filter((one) => !taken.includes(one))
    this.#show(this.#waiting[0]?.question ?? null)
    for (const { answers } of taken) for (const resolve of answers) resolve(answer)
  }
}

function sameQuestion({ id: _, ...question }: PageQuestion, asked: Asked): boolean {
  return JSON.stringify(question) === JSON.stringify(asked)
}
