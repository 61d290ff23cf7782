import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { address, signInCode } from './sign-in-code.ts'
import styles from './sign-in-words.module.css'

/** A first connection whose sign-in command waits for a person. */
export function SignInAsked({ words }: { words: string }) {
  const { asks, hint } = strings.signIn
  return (
    <section aria-label={asks} className={styles['asked']}>
      <p className={styles['title']}>{asks}</p>
      <SignInWords words={words} />
      <p className={styles['foot']}>
        <CopyWords words={words} />
        <span className={styles['hint']}>{hint}</span>
      </p>
    </section>
  )
}

/** What the sign-in command says, word for word; its addresses are links, which the system's browser opens. */
export function SignInWords({ words }: { words: string }) {
  return (
    // Long words scroll, which must go by keyboard too.
    <p tabIndex={0} className={styles['words']}>
      {linked(words)}
    </p>
  )
}

/** Copies the code that has to be typed, or else all that was said. */
export function CopyWords({ words }: { words: string }) {
  const code = signInCode(words)
  return code === undefined ? (
    <CopyAll words={words} />
  ) : (
    <Button size="small" onClick={() => void copyText(code)}>
      {strings.signIn.copyCode(code)}
    </Button>
  )
}

export function CopyAll({ words }: { words: string }) {
  return (
    <Button size="small" onClick={() => void copyText(words, strings.signIn.copied)}>
      {strings.signIn.copy}
    </Button>
  )
}

function linked(words: string) {
  const texts = words.split(address)
  const links = words.match(address) ?? []
  return texts.flatMap((text, at) => {
    const url = links[at]
    return url === undefined
      ? [text]
      : [
          text,
          <a key={at} href={url} target="_blank" rel="noreferrer">
            {url}
          </a>,
        ]
  })
}
