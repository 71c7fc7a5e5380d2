// Watches the machine it runs on, by systeminformation's cheap calls and a few files of the kernel.
// Rule: import it lazily (25 ms); nothing that walks processes or services, and a call that hangs (a dead network disk) holds up nothing else.
import { statfs } from 'node:fs/promises'
import { cpus, hostname, loadavg, uptime } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { fsSize, mem, networkStats, type Systeminformation } from 'systeminformation'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import { minute } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { DiskUse, HostSnapshot, KernelMessage } from '../telemetry/types.ts'
import { clockOffsetMs } from './clock-offset.ts'
import { createCpuMeter, networkErrorCount, oomKillCount, openFilesShare, pressureOf } from './kernel-figures.ts'
import { createKernelLog } from './kernel-log.ts'
import { mountedDisks } from './mounts.ts'

/** Disks and network cost more and change slowly. */
const slowEveryMs = 15_000
const patienceMs = 5000
const clockEveryMs = 5 * minute

interface SlowFigures {
  readonly disks: readonly DiskUse[]
  readonly networkErrorsPerMin: number | null
  readonly kernel: readonly KernelMessage[]
  readonly clockOffsetMs: number | null
}

/** Samples every `everyMs` until stopped; never rejects. */
export async function watchHost(
  telemetry: Telemetry,
  { everyMs, now, stop }: { readonly everyMs: number; readonly now: () => Instant; readonly stop: AbortSignal },
): Promise<void> {
  const sample = createHostSampler(now)
  while (!stop.aborted) {
    try {
      telemetry.setHost(await sample())
    } catch (error) {
      telemetry.setBlind('host', cleanText(error instanceof Error ? error.message : String(error)))
    }
    await wait(everyMs, undefined, { signal: stop }).catch(() => undefined)
  }
}

/** Call the answer for each sample; rates and shares compare it with the one before. */
export function createHostSampler(now: () => Instant): () => Promise<HostSnapshot> {
  let slow: SlowFigures = { disks: [], networkErrorsPerMin: null, kernel: [], clockOffsetMs: null }
  const kernelLog = createKernelLog(now)
  let clockAt: Instant = Number.NEGATIVE_INFINITY
  let slowAt: Instant = Number.NEGATIVE_INFINITY
  let slowRun: Promise<void> | null = null
  let network: { readonly at: Instant; readonly errors: number } | null = null
  let oomAtStart: number | null = null
  let isFirst = true
  const missing = new Map<string, string>()
  const cpuShare = createCpuMeter()
  cpuShare()

  async function attempt<T>(what: string, ask: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await withPatience(ask())
      missing.delete(what)
      return answer
    } catch (error) {
      missing.set(what, cleanText(error instanceof Error ? error.message : String(error)))
      return null
    }
  }

  /** Null where they cannot be read, which is said unless there is no such thing here. */
  async function kernelTroubles(): Promise<readonly KernelMessage[] | null> {
    try {
      const found = await kernelLog()
      missing.delete('kernel messages')
      return found
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPERM' || code === 'EACCES') missing.set('kernel messages', 'only root may read them here')
      return null
    }
  }

  async function readSlow(): Promise<void> {
    const disks = await attempt('disks', async () => (await mountedDisks(withPatience)) ?? disksOf(await fsSize()))
    const errors = (await attempt('network', countNetworkErrors)) ?? undefined
    const at = now()
    const before = network
    const networkErrorsPerMin =
      errors === undefined || before === null || at <= before.at
        ? slow.networkErrorsPerMin
        : (Math.max(0, errors - before.errors) / (at - before.at)) * minute
    if (errors !== undefined) network = { at, errors }
    const kernel = (await kernelTroubles()) ?? slow.kernel
    slow = { ...slow, disks: disks ?? slow.disks, networkErrorsPerMin, kernel }
    if (at - clockAt < clockEveryMs) return
    clockAt = at
    // A program has to be started for it: nobody waits for that.
    void clockOffsetMs().then(offset => {
      slow = { ...slow, clockOffsetMs: offset }
    })
  }

  return async () => {
    const at = now()
    if (at - slowAt >= slowEveryMs && slowRun === null) {
      slowAt = at
      slowRun = readSlow().finally(() => {
        slowRun = null
      })
      if (isFirst) await slowRun
    }
    const memory = await attempt('memory', () => mem())
    const [cpu, memoryPressure, io] = await Promise.all([pressureOf('cpu'), pressureOf('memory'), pressureOf('io')])
    const kills = await oomKillCount()
    oomAtStart ??= kills
    isFirst = false
    const [one = 0, five = 0, fifteen = 0] = loadavg()
    const pressureMissing = cpu === null && memoryPressure === null && io === null
    return {
      at,
      name: cleanText(hostname()),
      cores: Math.max(1, cpus().length),
      cpuShare: cpuShare(),
      load: [one, five, fifteen],
      memoryShare: memory && memory.total > 0 ? 1 - memory.available / memory.total : 0,
      memoryBytes: memory?.total ?? 0,
      swapShare: memory && memory.swaptotal > 0 ? memory.swapused / memory.swaptotal : null,
      pressure: { cpu, memory: memoryPressure, io },
      ...slow,
      openFilesShare: await openFilesShare(),
      oomKills: kills === null ? null : kills - (oomAtStart ?? kills),
      uptimeSeconds: Math.round(uptime()),
      missing: [
        ...[...missing].map(([what, why]) => `${what}: ${why}`),
        ...(pressureMissing ? ['pressure: not kept by this kernel'] : []),
      ],
    }
  }
}

/** Disks that can fill up: each device once, nothing that is read-only or only in memory. */
async function disksOf(found: readonly Systeminformation.FsSizeData[]): Promise<DiskUse[]> {
  const devices = new Map<string, Systeminformation.FsSizeData>()
  for (const disk of found) {
    if (!(disk.size > 0) || disk.rw === false || /^(squashfs|iso9660|devtmpfs|efivarfs)$/.test(disk.type)) continue
    const known = devices.get(disk.fs)
    if (!known || disk.mount.length < known.mount.length) devices.set(disk.fs, disk)
  }
  return Promise.all(
    [...devices.values()].map(async ({ mount, used, available }) => ({
      mount: cleanText(mount),
      usedShare: used + available > 0 ? used / (used + available) : 0,
      inodeShare: await inodeShareOf(mount),
      freeBytes: available,
    })),
  )
}

/** Errors of all interfaces since the machine started. Where the kernel has no file for it, asking blocks for a moment. */
async function countNetworkErrors(): Promise<number> {
  const told = await networkErrorCount()
  if (told !== null) return told
  const interfaces = await networkStats('*')
  return interfaces.reduce((sum, one) => sum + (one.rx_errors || 0) + (one.tx_errors || 0), 0)
}

async function inodeShareOf(mount: string): Promise<number | null> {
  const facts = await withPatience(statfs(mount)).catch(() => null)
  return facts && facts.files > 0 ? 1 - facts.ffree / facts.files : null
}

async function withPatience<T>(answer: Promise<T>): Promise<T> {
  const over = new AbortController()
  const limit = wait(patienceMs, undefined, { signal: over.signal }).then(() => {
    throw new Error('no answer')
  })
  try {
    return await Promise.race([answer, limit])
  } finally {
    over.abort()
    limit.catch(() => undefined)
  }
}
