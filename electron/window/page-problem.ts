/** Chromium's net errors (net_error_list.h) that a page on this computer can meet, as what a person can understand. */
const sentences: Record<number, string> = {
  [-7]: 'The page did not answer in time.',
  [-15]: 'The connection was closed before the page had answered.',
  [-21]: 'The network changed while the page was loading.',
  [-100]: 'The connection was closed before the page had answered.',
  [-101]: 'The connection was reset before the page had answered.',
  [-102]: 'Nothing answers at this address: Porthole’s listener does not run on this port.',
  [-105]: 'The host name of this address cannot be resolved on this computer.',
  [-106]: 'This computer is not connected to a network.',
  [-118]: 'The page did not answer in time.',
  [-310]: 'The page redirects in a circle.',
  [-320]: 'What answers at this address does not speak HTTP.',
  [-324]: 'The connection was closed without an answer.',
  [-354]: 'The answer broke off before it was complete.',
  [-355]: 'The answer broke off before it was complete.',
}

/** A load that was stopped or replaced by another one: not a problem. */
const aborted = -3

/** Why a page could not be loaded; undefined when nothing is wrong. */
export function loadProblem(errorCode: number, errorDescription: string): string | undefined {
  if (errorCode === aborted) return undefined
  return sentences[errorCode] ?? `The page could not be loaded: ${errorDescription || 'unknown error'} (${errorCode}).`
}

/** Why a page's process ended (Electron's `RenderProcessGoneDetails.reason`); undefined when it ended as it should. */
export function crashProblem(reason: string): string | undefined {
  if (reason === 'clean-exit') return undefined
  if (reason === 'oom' || reason === 'memory-eviction') return 'The page ran out of memory. Reload it to go on.'
  if (reason === 'launch-failed') return 'The page’s process could not be started. Reload it to try again.'
  return 'The page crashed. Reload it to go on.'
}

/** What to show in the place of a page that Porthole has ended. */
export const floodProblem = 'The page kept Porthole busy without end, and was ended. Reload it to go on.'

/** What to show in a tab whose Service sent it elsewhere before there was a page. */
export function elsewhereProblem(url: string, opened: boolean): string {
  const place = URL.canParse(url) ? new URL(url).host : url
  return opened
    ? `The Service sent this tab to ${place}. A tab stays on its own Service, so that page can be opened in your browser.`
    : `The Service sent this tab to ${place}. A tab stays on its own Service: open it in your browser instead.`
}
