import { strings } from '../../app/strings.ts'
import styles from './sign-in-words.module.css'

/** An address, up to what ends it in a sentence. */
const address = /https?:\/\/[^\s"'<>]+[^\s"'<>.,;:!?)\]]/g

/** What the sign-in command of a kubeconfig says to a person while it waits: where to sign in, and with which code. */
export function SignInWords({ words }: { words: string }) {
  const { asks, asksHint } = strings.connecting
  return (
    <section role="status" aria-label={asks} className={styles['asks']}>
      <p className={styles['title']}>{asks}</p>
      <p className={styles['words']}>{linked(words)}</p>
      <p className={styles['hint']}>{asksHint}</p>
    </section>
  )
}

/** The words with their addresses as links, which the system's browser opens. */
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
