import styles from './mono-block.module.css'

/** What a program said, word for word; it can be selected. */
export function MonoBlock({ children }: { children: string }) {
  return <pre className={styles['block']}>{children}</pre>
}
