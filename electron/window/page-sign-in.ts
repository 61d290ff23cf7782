import type { WebContents } from 'electron'
import { plainText } from '../../shared/plain-text.ts'
import type { PageQuestions } from './page-questions.ts'

/** The longest realm that is shown, in characters: the application chose it. */
const maxRealm = 200

/** Asks for name and password when the Service wants HTTP authentication. Nobody else gets any. */
export function askSignIn(contents: WebContents, origin: string, questions: PageQuestions): void {
  let answered = ''
  contents.on('login', (event, { url }, { isProxy, realm }, decide) => {
    event.preventDefault()
    if (isProxy || !URL.canParse(url) || new URL(url).origin !== origin) {
      decide()
      return
    }
    const shown = plainText(realm.slice(0, maxRealm))
    questions.ask({ kind: 'sign-in', realm: shown, again: answered === realm }).then(
      (answer) => {
        answered = answer?.kind === 'sign-in' ? realm : ''
        if (answer?.kind === 'sign-in') decide(answer.name, answer.password)
        else decide()
      },
      () => decide(),
    )
  })
  // A page that came after it has taken them.
  contents.on('did-navigate', (_event, _url, status) => {
    if (status !== 401) answered = ''
  })
}
