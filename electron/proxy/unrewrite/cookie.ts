import { withoutPrefix, type Rewritten } from './location.ts'
import { withoutNamePrefix } from './prefixed-cookie.ts'

/**
 * A Set-Cookie for this origin alone: Domain is dropped, so that no cookie reaches a sibling Service, and a Path below
 * the API server's prefix becomes the application's own.
 */
export function unrewriteCookie(cookie: string, prefix: string): string {
  const [pair = '', ...attributes] = cookie.split(';')
  const kept = attributes
    .filter((attribute) => !/^\s*domain\s*(=|$)/i.test(attribute))
    .map((attribute) => {
      const [, name = '', path = ''] = /^(\s*path\s*=\s*)(\S.*)$/is.exec(attribute) ?? []
      return name === '' ? attribute : name + withoutPrefix(path.trim(), prefix)
    })
  return [pair, ...kept].join(';')
}

/** The same under a name that this browser keeps. */
export function ownCookie(cookie: string, { prefix, prefixless = false }: Rewritten): string {
  const own = unrewriteCookie(cookie, prefix)
  return prefixless ? withoutNamePrefix(own) : own
}
