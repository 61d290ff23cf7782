// Names from U+00A0 to U+00FF in order; HTML takes these, and amp, lt, gt and quot, without their semicolon too.
const latin1 = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml'
).split(' ')

const lenient = new Map<string, string>([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ...latin1.map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
])

const strict = new Map<string, string>(
  Object.entries({
    apos: "'",
    hellip: '…',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    bull: '•',
    euro: '€',
    trade: '™',
    larr: '←',
    rarr: '→',
    lsaquo: '‹',
    rsaquo: '›',
  }),
)

/** Whether `name` is a reference that is decoded here; of HTML's two thousand those that pages use. */
export function isKnownEntity(name: string): boolean {
  return lenient.has(name) || strict.has(name)
}

/**
 * Decodes the character references of an attribute's value, as Go's html package does. References that are not known
 * here stay as they are written.
 *
 * @param write what stands for a decoded character, where the text is not one of UTF-16
 */
export function decodeReferences(value: string, write: (character: string) => string = itself): string {
  return value.replace(
    /&(?:#[xX]([0-9A-Fa-f]+);?|#(\d+);?|([A-Za-z][A-Za-z0-9]*)(;?)(=?))/g,
    (whole: string, hex?: string, decimal?: string, name?: string, semicolon?: string, equals?: string) => {
      if (name === undefined) {
        const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
        return write(code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')
      }
      // `&copy=1` in a URL is a parameter, not a sign.
      if (semicolon === '') return equals === '' && lenient.has(name) ? write(lenient.get(name) ?? '') : whole
      const decoded = lenient.get(name) ?? strict.get(name)
      return decoded === undefined ? whole : write(decoded) + (equals ?? '')
    },
  )
}

const itself = (character: string): string => character
