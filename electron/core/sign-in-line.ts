/** What the sign-in command of a cluster says to whoever waits at a terminal, in one line; empty where it says nothing. */
export function signInLine(asks: string): string {
  return asks && `The sign-in command waits for you. It says: ${asks.replaceAll('\n', ' ')}`
}
