// Run by settings-store.test.ts: a program that is killed when the new text is on disk but not yet in its place.
import { writeAtomically } from '../write-atomically.ts'

const [, , path = '', text = ''] = process.argv
await writeAtomically(path, text, () => {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
})
