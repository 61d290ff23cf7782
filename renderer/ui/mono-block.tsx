import styles from './mono-block.module.css'

/** What a program said, word for word; it can be selected, and scrolled by keyboard where it is long. */
export function MonoBlock({ children }: { children: string }) {
  return (
    <pre className={styles['block']} tabIndex={0}>
      {children}
    </pre>
  )
}
