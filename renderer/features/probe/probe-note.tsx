import type { Probe } from '../../../shared/probe.ts'
import styles from './probe-note.module.css'
import { probeDetail, probeWords } from './probe-words.ts'

/** What a port answered, beside the name of the port or its Service: quiet, with the icon of the page. */
export function ProbeNote({ probe }: { probe: Probe | undefined }) {
  if (!probe) return null
  const favicon = 'favicon' in probe ? probe.favicon : null
  return (
    <span className={styles['note']} title={probeDetail(probe)} data-speaks={probe.speaks}>
      {favicon === null ? null : <img src={favicon} alt="" width={14} height={14} className={styles['icon']} />}
      <span className={styles['words']}>{probeWords(probe)}</span>
    </span>
  )
}
