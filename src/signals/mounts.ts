// The disks that can fill up, from the kernel's own list of mounts: nothing is started for it and nothing blocks.
// Rule: each device once, by its shortest mount; nothing that is read-only or only in memory.
import { readFile, statfs } from 'node:fs/promises'
import { cleanText } from '../incident/redact.ts'
import type { DiskUse } from '../telemetry/types.ts'

const network = /^(?:nfs4?|cifs|smb3|ceph|glusterfs|zfs|btrfs|lustre)$/
const neverFull = /^(?:squashfs|iso9660|devtmpfs|efivarfs|erofs)$/

/** Asked and not answered yet: asking such a disk again would take one more thread that hangs. */
const asked = new Set<string>()

/** Null where the kernel keeps no such list. `patient` gives up on a disk that does not answer: a dead network disk. */
export async function mountedDisks(patient: <T>(work: Promise<T>) => Promise<T>): Promise<DiskUse[] | null> {
  const text = await readFile('/proc/mounts', 'utf8').catch(() => null)
  if (text === null) return null
  const devices = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [device = '', mount = '', type = '', flags = ''] = line.split(' ').map(unescaped)
    const isDisk = device.startsWith('/dev/') || network.test(type) || (type === 'overlay' && mount === '/')
    if (!isDisk || neverFull.test(type) || /(?:^|,)ro(?:,|$)/.test(flags)) continue
    const known = devices.get(device)
    if (known === undefined || mount.length < known.length) devices.set(device, mount)
  }
  const found = await Promise.all([...devices.values()].map(mount => useOf(mount, patient)))
  return found.filter(disk => disk !== null)
}

async function useOf(mount: string, patient: <T>(work: Promise<T>) => Promise<T>): Promise<DiskUse | null> {
  if (asked.has(mount)) return null
  asked.add(mount)
  const answer = statfs(mount).finally(() => asked.delete(mount))
  const facts = await patient(answer).catch(() => null)
  if (!facts || facts.blocks === 0) return null
  const used = facts.blocks - facts.bfree
  const most = used + facts.bavail
  return {
    mount: cleanText(mount),
    usedShare: most > 0 ? used / most : 0,
    inodeShare: facts.files > 0 ? 1 - facts.ffree / facts.files : null,
    freeBytes: facts.bavail * facts.bsize,
  }
}

/** The kernel writes blanks and the like in names as `\040`. */
function unescaped(word: string): string {
  return word.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
}
