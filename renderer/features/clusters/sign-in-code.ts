/** An address, up to what ends it in a sentence. */
export const address = /https?:\/\/[^\s"'<>]+[^\s"'<>.,;:!?)\]]/g

const named = /\b(?:[Cc]ode|CODE)["'):\s]+(?:is:?\s+)?["'(]?([A-Z0-9]{4,}(?:-[A-Z0-9]{3,})*)(?![\w-])/
const alone = /(?<![\w-])[A-Z0-9]{4,5}-[A-Z0-9]{4,5}(?![\w-])/

/**
 * The code that a sign-in command tells a person to type into a page (RFC 8628, `user_code`); undefined where it names
 * none. An address that has it already needs no typing.
 */
export function signInCode(words: string): string | undefined {
  const text = words.replace(address, ' ')
  return named.exec(text)?.[1] ?? alone.exec(text)?.[0]
}
