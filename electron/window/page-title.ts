import { plainText } from '../../shared/plain-text.ts'

/** The longest title that is passed on: a page may set megabytes. */
const limit = 300

/**
 * What a tab is called. Chromium calls a page without a title by its address, which says less than the Service's name.
 *
 * @param title as `WebContents.getTitle` has it
 * @param host of the page, with its port
 * @param name of the Service
 */
export function pageTitle(title: string, host: string, name: string): string {
  const text = plainText(title.slice(0, limit))
  return text === '' || text.startsWith(`${host}/`) || text === host || text === 'about:blank' ? name : text
}
