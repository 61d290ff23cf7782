/** The part of undici that its own types do not name. What is more convenient than `dispatch` comes with the whole alone. */
declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici'

  const client: new (...of: ConstructorParameters<typeof Client>) => Pick<Client, 'dispatch' | 'destroy'>
  export = client
}
