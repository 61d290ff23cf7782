/** The links and pictures of a Markdown text that lead into the repository, without their fragments. Code is left out. */
export function relativeLinks(markdown: string): readonly string[] {
  return targetsIn(withoutCode(markdown))
    .map((target) => target.replace(/[#?].*$/, ''))
    .filter((target) => target !== '' && !/^[a-z][a-z+.-]*:/i.test(target))
}

/** The addresses of a Markdown text that lead out of the repository: http and https, without their fragments. */
export function externalLinks(markdown: string): readonly string[] {
  const text = withoutCode(markdown)
  return [...new Set(targetsIn(text).filter((target) => /^https?:/i.test(target)))].map((one) =>
    one.replace(/#.*$/, ''),
  )
}

/** The links with a fragment that lead into the repository: the file ('' is the text itself), and the fragment. */
export function anchorLinks(markdown: string): readonly { readonly file: string; readonly anchor: string }[] {
  return targetsIn(withoutCode(markdown))
    .filter((target) => target.includes('#') && !/^[a-z][a-z+.-]*:/i.test(target))
    .map((target) => ({ file: target.replace(/#.*$/, ''), anchor: target.replace(/^.*#/, '') }))
}

/** The anchors that a forge gives to the headings of a Markdown text. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.*)$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const anchor = plain
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-')
    let again = 0
    let own = anchor
    while (anchors.has(own)) own = `${anchor}-${(again += 1)}`
    anchors.add(own)
  }
  for (const [, id = ''] of markdown.matchAll(/\bid="([^"]+)"/g)) anchors.add(id)
  return anchors
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
}

function targetsIn(text: string): readonly string[] {
  return [
    ...text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g),
    ...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g),
  ].map((match) => match[1] ?? '')
}
