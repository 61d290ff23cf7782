import { type Failure, failure, toFailure, FailureError } from '../../shared/failure.ts'

/** What went wrong with a download or its installation, by what electron-updater, Chromium and the system call it. */
export function downloadFailure(error: unknown): Failure {
  if (error instanceof FailureError) return toFailure(error)
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const code = codeOf(error)
  if (code === 'ERR_CHECKSUM_MISMATCH' || /checksum mismatch/i.test(said)) return failure('update-corrupt', said)
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) || /ERR_FILE_NO_SPACE|no space left/i.test(said))
    return failure('update-no-space', said)
  if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ERR_UPDATER_OLD_FILE_NOT_FOUND'].includes(code))
    return failure('update-not-installed', said)
  if (/^net::|status \d{3}|aborted|timed out|ECONN|socket hang up/.test(said))
    return failure('update-interrupted', said)
  return failure('internal', said)
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
