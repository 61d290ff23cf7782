/** The links and pictures of a Markdown text that lead into the repository, without their fragments. Code is left out. */
export function relativeLinks(markdown: string): readonly string[] {
  const text = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  const targets = [
    ...text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g),
    ...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g),
  ]
  return targets
    .map((match) => (match[1] ?? '').replace(/[#?].*$/, ''))
    .filter((target) => target !== '' && !/^[a-z][a-z+.-]*:/i.test(target))
}
