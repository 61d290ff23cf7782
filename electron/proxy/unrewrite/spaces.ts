/** Those that the API server reads as URLs, of whatever element. */
const url = / (?:action|background|cite|codebase|data|formaction|href|longdesc|poster|src)="[^"]*%20[^"]*"/g
const space = '%20'

/**
 * A start tag whose URLs have no spaces round them: a browser leaves them out, and the API server takes them for a part of
 * the path and encodes them. Of a query it encodes none. Who meant a name that ends with a space does not find it.
 */
export function withoutSpaces(tag: string): string {
  return tag.includes(space) ? tag.replace(url, trimmed) : tag
}

function trimmed(attribute: string): string {
  let from = attribute.indexOf('"') + 1
  let to = attribute.length - 1
  const name = attribute.slice(0, from)
  while (attribute.startsWith(space, from)) from += space.length
  if (!attribute.includes('?')) while (to > from && attribute.endsWith(space, to)) to -= space.length
  return `${name}${attribute.slice(from, to)}"`
}
