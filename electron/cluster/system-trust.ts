import { readdir, readFile, readlink, stat } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import tls, { rootCertificates } from 'node:tls'
import { certificatesOf } from './tls-material.ts'

/** Where a system keeps what it trusts: the first of the files that there is, and all of the folders (Go, `crypto/x509`). */
const files = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]
const folders = ['/etc/ssl/certs', '/etc/pki/tls/certs']

const bare = (certificate: string): string => certificate.replace(/\s/g, '')

/** The keychain of macOS, the store of Windows. The Node of the packaged app reads them; before 22.15 none does. */
const store = (): readonly string[] =>
  ['darwin', 'win32'].includes(process.platform)
    ? ((tls as { getCACertificates?: (type: 'system') => string[] }).getCACertificates?.('system') ?? [])
    : []

interface Places {
  /** The first of them that there is. */
  files: readonly string[]
  folders: readonly string[]
  extra: string | undefined
}

let last: { stamp: string; trusted: Promise<string[] | undefined> } | undefined

/**
 * Whom Node trusts by itself and whom the system trusts besides, such as a company's own authority; undefined where that
 * is nobody more. As for kubectl, SSL_CERT_FILE and SSL_CERT_DIR name other places. What cannot be read is passed over.
 * Where no place changed it is the same list again: to read hundreds of files, and to parse them, stalls main.
 */
export async function systemTrust(env: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: dir, NODE_EXTRA_CA_CERTS: extra } = env
  const places = { files: file ? [file] : files, folders: dir ? dir.split(delimiter) : folders, extra }
  const stamps = [...places.files, ...places.folders, extra ?? ''].map(stampOf)
  const stamp = (await Promise.all(stamps)).join('\n')
  if (last?.stamp !== stamp) last = { stamp, trusted: read(places) }
  return last.trusted
}

/** Another one when a file is written, or one of a folder comes, goes or is replaced: so systems install an authority. */
async function stampOf(path: string): Promise<string> {
  const { ino, size, mtimeMs } = (await stat(path).catch(() => undefined)) ?? {}
  return [path, ino, size, mtimeMs].join(' ')
}

async function read({ files, folders, extra }: Places): Promise<string[] | undefined> {
  const texts = await Promise.all([
    firstOf(files),
    ...folders.map((folder) => allOf(folder)),
    // Node heeds it by itself only where it is not told whom to trust.
    ...(extra ? [textOf(extra)] : []),
  ])
  const known = new Set(rootCertificates.map(bare))
  const more = certificatesOf([...texts, ...store()].join('\n'), (certificate) => {
    const fresh = !known.has(bare(certificate))
    known.add(bare(certificate))
    return fresh
  })
  return more.length > 0 ? [...rootCertificates, ...more] : undefined
}

async function firstOf(paths: readonly string[]): Promise<string> {
  for (const path of paths) {
    const text = await textOf(path)
    if (text !== undefined) return text
  }
  return ''
}

async function allOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const texts = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    // Most of what is there are second names, by hash, of what is there as well.
    const second = entry.isSymbolicLink() && dirname(await readlink(path).catch(() => '')) === '.'
    return second ? '' : textOf(path)
  })
  return (await Promise.all(texts)).join('\n')
}

const textOf = (path: string): Promise<string | undefined> => readFile(path, 'latin1').catch(() => undefined)
