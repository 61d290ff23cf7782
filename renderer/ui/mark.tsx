import styles from './mark.module.css'

/** Porthole's mark: a round window with water in it. */
export function Mark() {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden className={styles['mark']}>
      <circle cx="10" cy="10" r="6.2" className={styles['glass']} />
      <path d="M3.9 11.2c2-1.3 4-1.3 6.1 0s4.1 1.3 6.1 0A6.2 6.2 0 0 1 3.9 11.2z" className={styles['water']} />
      <circle cx="10" cy="10" r="8.2" className={styles['ring']} />
    </svg>
  )
}
