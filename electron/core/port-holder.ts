import { readdir, readFile, readlink } from 'node:fs/promises'

const listening = '0A'

/**
 * The program of one's own that listens on a TCP port of this computer, as `kubectl proxy (process 812)`; empty where that
 * cannot be known: another account's, or a system that keeps no /proc.
 */
export async function portHolder(port: number): Promise<string> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  const sockets = new Set(tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`))
  if (sockets.size === 0) return ''
  for (const pid of (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
    const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')))
    if (!links.some((link) => sockets.has(link))) continue
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return `${shortCommand(line)} (process ${pid})`
  }
  return ''
}

/** Inodes of the sockets that listen on a port, of a table as in /proc/net/tcp. */
export function listeningInodes(table: string, port: number): string[] {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
    return state === listening && local.endsWith(end) ? [inode] : []
  })
}

/** A program and its first word, without folders and without what may be a secret. */
export function shortCommand(commandLine: string): string {
  const [program = '', first = ''] = commandLine.split('\0')
  const name = program.split('/').at(-1) ?? ''
  return /^[a-z][a-z-]{1,20}$/.test(first) ? `${name} ${first}` : name
}
