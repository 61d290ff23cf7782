import { readdir, readFile, readlink } from 'node:fs/promises'
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

/**
 * Whom Node trusts by itself and whom the system trusts besides, such as a company's own authority; undefined where that
 * is nobody more. As for kubectl, SSL_CERT_FILE and SSL_CERT_DIR name other places. What cannot be read is passed over.
 */
export async function systemTrust(env: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: dir, NODE_EXTRA_CA_CERTS: extra } = env
  const texts = await Promise.all([
    firstOf(file ? [file] : files),
    ...(dir ? dir.split(delimiter) : folders).map((folder) => allOf(folder)),
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
