import { activeCluster, useApp } from '../../app/app-store.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { copyText } from '../copy-url/copy-actions.ts'
import { urlList, type UrlListForm } from '../copy-url/url-list.ts'
import { complain } from '../notices/notice-store.ts'
import { isService, listLines } from './list-lines.ts'
import { useServices } from './services-store.ts'
import { useView } from './view-store.ts'

/** What main takes for the clipboard, in characters. */
const most = 1_000_000

/** Copies the proxy URLs of all Services that the list shows, as it is filtered and sorted now. */
export async function copyShownUrls(form: UrlListForm): Promise<void> {
  const { cluster, rows } = useServices.getState()
  const active = activeCluster(useApp.getState().state)
  // Just after another cluster was chosen the rows may still be those of the one before.
  const classic = active?.id === cluster ? active.classic : null
  const { lines } = listLines(rows, useView.getState().filter, useDesk.getState().list)
  const urls = classic === null ? [] : urlList(lines.filter(isService), classic, form)
  const text = `${urls.join('\n')}\n`
  if (urls.length === 0) complain(strings.copy.nothing, strings.copy.nothingShown)
  else if (text.length > most) complain(strings.copy.tooMany, strings.copy.narrow)
  else await copyText(text, strings.copy.urls(urls.length))
}
