import { failureKinds } from '../../../shared/failure.ts'
import type { UpdateAction, UpdateState } from '../../../shared/update.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { complain, tell } from '../notices/notice-store.ts'

const words = strings.update

/** Asks the release feed. The person hears how it ended, whatever it is. */
export async function checkForUpdates(): Promise<void> {
  tell(words.checking, '')
  await act('check')
}

export const downloadUpdate = (): Promise<void> => act('download')
export const restartToUpdate = (): Promise<void> => act('restart')
export const openUpdatePage = (): Promise<void> => act('open-page')

async function act(action: UpdateAction): Promise<void> {
  const answer = await run('update.act', { action })
  if (answer && action !== 'open-page') report(answer.value)
}

function report(state: UpdateState): void {
  if (state.phase === 'no-feed') {
    tell(words.noFeed, words.noFeedHint)
  } else if (state.phase === 'current') {
    tell(words.current(state.running), state.offered === state.running ? '' : words.ahead(state.offered))
  } else if (state.phase === 'available') {
    tell(words.available(state.version), state.here ? words.availableHint : words.elsewhere)
  } else if (state.phase === 'ready') {
    tell(words.ready(state.version), words.readyHint)
  } else if (state.phase === 'failed') {
    complain(failureKinds[state.failure.code].title, state.failure.message)
  }
}
