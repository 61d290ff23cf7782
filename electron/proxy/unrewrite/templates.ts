/** The value of an attribute, as the API server writes it. */
const attribute = /="[^"<>]*"/g
const encodedBraces = '%7B%7B'
/** What the page's script is to fill in; where a question mark stands in it, the API server encodes no more of it. */
const placeholder = /%7B%7B[^]*?(?:%7D%7D|}}|$)/g
/** The code of a template, `<%= a && b %>`, in a value that has been escaped. */
const code = /&lt;%[^"]*?%&gt;/g
/** No `&` that would begin another sign then: a script that was made harmless within a value must stay so. */
const sign = /&(?:lt|gt|#39|amp(?!;[a-z0-9#]));/gi
const signs: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&#39;': "'" }
const escaped: Readonly<Record<string, string>> = { '"': '&#34;', '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * A start tag with the placeholders in its URLs, `{{user.name()}}`, which the API server takes for paths and encodes: the
 * script that fills them in (AngularJS, Polymer, Vue) would not find them. Who meant `%7B%7B` gets what a browser asks for
 * by the same address.
 *
 * @param tag in Latin-1, one character for each byte, whatever the encoding is
 */
export function ownPlaceholders(tag: string): string {
  return ownCode(ownUrls(tag))
}

/** What Underscore, EJS and Lodash look for in the page itself, before it is read as one. In a value it means the same. */
function ownCode(tag: string): string {
  if (!tag.includes('&lt;%')) return tag
  return tag.replace(code, (found) => found.replace(sign, (known) => signs[known] ?? known))
}

function ownUrls(tag: string): string {
  const own = (value: string): string => (value.includes(encodedBraces) ? value.replace(placeholder, decoded) : value)
  return tag.includes(encodedBraces) ? tag.replace(attribute, own) : tag
}

function decoded(encoded: string): string {
  return encoded.replace(/%([0-9A-F]{2})/g, (_all, byte: string) => {
    const character = String.fromCharCode(Number.parseInt(byte, 16))
    return escaped[character] ?? character
  })
}
