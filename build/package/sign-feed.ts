import { createPrivateKey, sign } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isSignedBy } from '../../electron/update/signature.ts'

/**
 * Signs the metadata of a release, `latest*.yml`, each into a file beside it that ends with `.sig`. Returns the names.
 * Throws when there is none, or when the keys are no pair: such a release would be refused by everybody.
 *
 * @param privateKey PKCS #8, DER, base64
 * @param publicKey what the programs of the release were built with
 */
export async function signFeed(folder: string, privateKey: string, publicKey: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => /^latest.*\.yml$/.test(name))
  if (names.length === 0) throw new Error(`There is no latest*.yml in ${folder}.`)
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  for (const name of names) {
    const bytes = await readFile(path.join(folder, name))
    const signature = sign(null, bytes, key).toString('base64')
    if (!isSignedBy(bytes, signature, publicKey))
      throw new Error('The private key is not that of the public key which the programs were built with.')
    await writeFile(path.join(folder, `${name}.sig`), `${signature}\n`)
  }
  return names
}
