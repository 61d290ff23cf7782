import styles from './cut-middle.module.css'

/** So many characters of the end stay, as far as there is room: by them URLs of one host differ. */
const kept = 20

/** A text of one line that is cut in its middle where it is too long; all of it is selected and copied, and told by a pointer. */
export function CutMiddle({ children: text }: { children: string }) {
  return (
    <span className={styles['cut']} title={text}>
      <span className={styles['head']}>{text.slice(0, -kept)}</span>
      <span className={styles['tail']}>{text.slice(-kept)}</span>
    </span>
  )
}
