// Units of systemd that have failed, as health targets: a failed one is failing, one that recovered is well again.
// Rule: only looked at where systemd runs; a machine without it has no blind spot for it.
import { access } from 'node:fs/promises'
import { execa } from 'execa'
import { cleanText } from '../../incident/redact.ts'
import type { Instant } from '../../incident/time.ts'
import type { Telemetry } from '../../telemetry/hub.ts'
import { failedProbe } from '../probe-failure.ts'
import { repeat } from '../repeat.ts'

const everyMs = 15_000
const mostUnits = 12

export interface FailedUnit {
  readonly unit: string
  readonly description: string
}

/** What `systemctl --failed` lists. Throws what it said where it failed. */
export async function failedUnits(stop?: AbortSignal): Promise<FailedUnit[]> {
  const argv = ['list-units', '--state=failed', '--no-legend', '--plain', '--no-pager', '--full']
  const limits = { timeout: 10_000, stdin: 'ignore', ...(stop && { cancelSignal: stop }) } as const
  const { stdout } = await execa('systemctl', argv, { ...limits, env: { SYSTEMD_COLORS: '0', LC_ALL: 'C' } })
  return readUnits(stdout)
}

/** `UNIT LOAD ACTIVE SUB DESCRIPTION`, one a line. */
export function readUnits(text: string): FailedUnit[] {
  return text.split('\n').flatMap(line => {
    const found = /^\s*(?:[●*]\s+)?(\S+\.\w+)\s+\S+\s+failed\s+\S+\s*(.*)$/.exec(line)
    return found ? [{ unit: cleanText(found[1] as string), description: cleanText(found[2] as string) }] : []
  })
}

export interface UnitSurroundings {
  readonly telemetry: Telemetry
  readonly now: () => Instant
  readonly stop: AbortSignal
}

/** Looks until stopped; ends at once where no systemd runs. Never rejects. */
export async function watchFailedUnits({ telemetry, now, stop }: UnitSurroundings): Promise<void> {
  const isRunning = await access('/run/systemd/system').then(
    () => true,
    () => false,
  )
  if (!isRunning) return
  const seen = new Set<string>()
  await repeat(everyMs, stop, async () => {
    let failed: readonly FailedUnit[]
    try {
      failed = (await failedUnits(stop)).slice(0, mostUnits)
    } catch (error) {
      if (!stop.aborted) telemetry.setBlind('systemd units', wordsOf(error))
      return
    }
    telemetry.setBlind('systemd units', null)
    const at = now()
    for (const { unit, description } of failed) {
      if (!seen.has(unit)) telemetry.addTarget({ name: unit, kind: 'unit', target: `unit ${unit}`, everyMs })
      seen.add(unit)
      const reason = description ? `failed: ${description}` : 'failed'
      telemetry.recordProbe(unit, failedProbe(at, { reasonKind: 'exit', answer: 'failed', reason }))
    }
    for (const unit of seen) {
      if (failed.some(one => one.unit === unit)) continue
      const fine = failedProbe(at, { reasonKind: 'other', answer: 'ok', reason: '' })
      telemetry.recordProbe(unit, { ...fine, ok: true, reason: null, reasonKind: null })
    }
  })
}

function wordsOf(error: unknown): string {
  const { stderr, shortMessage } = error as { stderr?: string; shortMessage?: string }
  return cleanText(stderr || shortMessage || String(error)).slice(0, 200)
}
