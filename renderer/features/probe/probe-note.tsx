import type { Probe } from '../../../shared/probe.ts'
import styles from './probe-note.module.css'
import { isSaid, probeDetail, probeWords } from './probe-words.ts'

/**
 * What a port answered, beside the name of the port or its Service: quiet, with the icon of the page.
 *
 * @param beside what stands there already: a page called so is its icon alone
 */
export function ProbeNote({ probe, beside = '' }: { probe: Probe | undefined; beside?: string }) {
  if (!probe) return null
  const favicon = 'favicon' in probe ? probe.favicon : null
  return (
    <span className={styles['note']} title={probeDetail(probe)} data-speaks={probe.speaks}>
      {favicon === null ? null : <img src={favicon} alt="" width={14} height={14} className={styles['icon']} />}
      {favicon !== null && isSaid(probe, beside) ? null : (
        <span className={styles['words']}>{probeWords(probe, beside)}</span>
      )}
    </span>
  )
}
