/** URLs in src and href attributes, resolved as a browser does; of one kind of element where `tag` names it. */
export function urlsIn(html: string, base: string, tag = '[a-z]+'): URL[] {
  const own = new RegExp(`<${tag}\\b[^>]*?\\s(?:src|href)="([^"]+)"`, 'g')
  return [...html.matchAll(own)].map(([, value = '']) => new URL(value.replaceAll('&amp;', '&'), base))
}

/** Every attribute that may hold a URL, outside scripts, in order. */
export function attributesOf(html: string): string[] {
  const outside = html.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, (script) => script.replace(/>[\s\S]*/, '>'))
  return [...outside.matchAll(/\s(?:src|srcset|href|action|formaction)="[^"]*"/g)].map(([text]) => text.trim())
}
