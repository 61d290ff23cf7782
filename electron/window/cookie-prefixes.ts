import { session } from 'electron'

const url = 'http://porthole.localhost/'
const name = '__Host-porthole'

/** The version of this Chromium where it keeps no cookie named `__Host-` of a plain page on this computer, as newer ones do. */
export async function prefixlessVersion(): Promise<number | undefined> {
  const { cookies } = session.defaultSession
  try {
    await cookies.set({ url, name, value: '1', secure: true, path: '/' })
    await cookies.remove(url, name)
    return undefined
  } catch {
    return Number.parseInt(process.versions.chrome, 10)
  }
}
