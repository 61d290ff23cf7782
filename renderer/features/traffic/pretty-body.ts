/** A string, a bracket, a comma or colon, a run of anything else, or a string that breaks off. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|"[\s\S]*/g
const isToken = /^(?:["{}[\],:]|(?:true|false|null|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$)/i
/** Of which the indent grows no more: a text of brackets alone would be thousands of times as long. */
const deepest = 40

/**
 * JSON, laid out; any other text as it is. Token by token: a beginning is laid out as far as it goes, and a number stays
 * the one that was sent, however many digits it has.
 *
 * @param cut whether there was more of it
 */
export function prettyBody(text: string, cut: boolean): string {
  if (!/^\s*[[{]/.test(text) || !(cut || isJson(text))) return text
  let out = ''
  let depth = 0
  let last = ''
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const ends = index + token.length === text.length
    // A log may begin with a bracket, too, and lines of JSON have one each.
    if (!(isToken.test(token) || ends) || (out !== '' && depth === 0)) return text
    const closes = token === '}' || token === ']'
    if (closes) depth--
    if (last === ',' || (last === '{' || last === '[') !== closes) out += `\n${'  '.repeat(Math.min(depth, deepest))}`
    if (last === ':') out += ' '
    out += token
    if (token === '{' || token === '[') depth++
    last = token
  }
  return out
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
