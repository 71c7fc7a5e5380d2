// Which TCP ports of this machine are listened on, and by what, from the kernel's own tables: nothing is asked or run.
import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { cleanText } from '../../incident/redact.ts'

export interface ListeningPort {
  readonly port: number
  /** Where to ask: `127.0.0.1` where it listens everywhere. */
  readonly host: string
  /** The program, where this user may see it. */
  readonly program: string | null
}

/** Ports above are handed out to programs that ask for none in particular. */
const firstEphemeral = 32_768

/** In order of their numbers; empty where the kernel keeps no such tables. Own ports and ephemeral ones are left out. */
export async function listeningPorts(): Promise<ListeningPort[]> {
  const tables = await Promise.all(['tcp', 'tcp6'].map(name => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  const found = new Map<number, { readonly host: string; readonly inode: string }>()
  for (const line of tables.flatMap(table => table.split('\n').slice(1))) {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
    const [address = '', port = ''] = local.split(':')
    const number = Number.parseInt(port, 16)
    if (state !== '0A' || !(number > 0) || number >= firstEphemeral || found.has(number)) continue
    found.set(number, { host: hostOf(address), inode })
  }
  const owners = await ownersOf(new Set([...found.values()].map(one => one.inode)))
  return [...found]
    .filter(([, { inode }]) => owners.get(inode)?.pid !== process.pid)
    .map(([port, { host, inode }]) => ({ port, host, program: owners.get(inode)?.program ?? null }))
    .sort((a, b) => a.port - b.port)
}

/** As the kernel writes it: groups of four bytes, each in the machine's order. */
function hostOf(address: string): string {
  if (/^0+$/.test(address)) return '127.0.0.1'
  if (address.length === 8) return bytesOf(address).reverse().join('.')
  const mapped = /^0{16}FFFF0000([0-9A-F]{8})$/i.exec(address)
  if (mapped)
    return bytesOf(mapped[1] as string)
      .reverse()
      .join('.')
  return '::1'
}

function bytesOf(hex: string): number[] {
  return (hex.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16))
}

/** Who holds a socket, for those processes that this user may look into. */
async function ownersOf(inodes: ReadonlySet<string>) {
  const owners = new Map<string, { readonly pid: number; readonly program: string }>()
  if (inodes.size === 0) return owners
  const pids = (await readdir('/proc').catch((): string[] => [])).filter(name => /^\d+$/.test(name))
  for (const pid of pids) {
    const handles = await readdir(`/proc/${pid}/fd`).catch((): string[] => [])
    for (const handle of handles) {
      const target = await readlink(`/proc/${pid}/fd/${handle}`).catch(() => '')
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1]
      if (inode === undefined || !inodes.has(inode) || owners.has(inode)) continue
      owners.set(inode, { pid: Number(pid), program: await programOf(pid) })
    }
  }
  return owners
}

/** The name it was started by; a thread's own name says less. */
async function programOf(pid: string): Promise<string> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const started = basename(line.split('\0')[0] ?? '').replace(/:$/, '')
  if (/^[\w.+-]+$/.test(started)) return started
  return cleanText((await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim())
}
