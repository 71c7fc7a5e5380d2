// What the kernel says that an on-call person wants to know: kills for lack of memory, failing disks, a full table.
// Rule: read from the kernel's own buffer without starting a program; where this user may not, that is said once.
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { uptime } from 'node:os'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import { hour } from '../incident/time.ts'
import type { KernelMessage } from '../telemetry/types.ts'

const keptMs = hour
const mostKept = 50
const mostReadAtOnce = 20_000

/** One row a kind of trouble: what the kernel says, and what it is called. */
const troubles: readonly (readonly [says: RegExp, name: KernelMessage['trouble']])[] = [
  [/out of memory|oom-kill|killed process \d+/i, 'memory'],
  [
    /\bI\/O error\b|medium error|EXT4-fs error|XFS .*(corrupt|shutdown)|BTRFS (error|critical)|remounting filesystem read-only|nvme.*(timeout|reset)/i,
    'disk',
  ],
  [/blocked for more than \d+ seconds|soft lockup|hard lockup|rcu.*stall/i, 'hang'],
  [
    /nf_conntrack: table full|possible SYN flooding|TCP: out of memory|neighbour.*table overflow|NETDEV WATCHDOG/i,
    'network',
  ],
  [/link is (down|not ready)/i, 'network'],
  [/segfault at|general protection fault|traps:/i, 'crash'],
  [/machine check|hardware error|thermal.*(throttl|critical)|temperature above threshold/i, 'hardware'],
]

/** Call the answer to read what is new; it gives what of the last hour is trouble, newest last. Throws where it may not. */
export function createKernelLog(now: () => Instant, path = '/dev/kmsg'): () => Promise<readonly KernelMessage[]> {
  let kept: readonly KernelMessage[] = []
  let file: FileHandle | null = null
  return async () => {
    file ??= await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const at = now()
    const bootedAt = at - uptime() * 1000
    const fresh = (await readRecords(file)).flatMap(record => readKernelMessage(record, bootedAt) ?? [])
    kept = [...kept, ...fresh].filter(one => one.at >= at - keptMs).slice(-mostKept)
    return kept
  }
}

/** One record of the buffer (`6,339,5140900,-;text`); null where it is no trouble. */
export function readKernelMessage(record: string, bootedAt: Instant): KernelMessage | null {
  const [, micros, text = ''] = /^\d+,\d+,(\d+),[^;]*;([^\n]*)/.exec(record) ?? []
  const trouble = troubles.find(([says]) => says.test(text))?.[1]
  if (trouble === undefined) return null
  return { at: Math.round(bootedAt + Number(micros) / 1000), trouble, text: cleanText(text).slice(0, 300) }
}

/** Each read gives one record, until there is none; records that were overwritten meanwhile are passed over. */
async function readRecords(file: FileHandle): Promise<string[]> {
  const records: string[] = []
  const buffer = Buffer.alloc(16 * 1024)
  for (let count = 0; count < mostReadAtOnce; count += 1) {
    try {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) break
      records.push(buffer.toString('utf8', 0, bytesRead))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') continue
      if (code === 'EAGAIN') break
      throw error
    }
  }
  return records
}
