// Health, host and sources as the pane shows them, from one snapshot of the telemetry.
import type { HealthRow } from '../../components/HealthPane.tsx'
import type { HostMeter, HostProps } from '../../components/HostBlock.ts'
import type { SignalState } from '../../components/marks.ts'
import { critical, segment, type Words } from '../../components/rows/row.ts'
import type { SourceRow } from '../../components/SourcesBlock.ts'
import { latency, percent, rate } from '../../components/theme/numbers.ts'
import { clock, running } from '../../components/theme/times.ts'
import { minute } from '../../incident/time.ts'
import { hostFindings } from '../../telemetry/host-limits.ts'
import { baselineBefore, figuresOver } from '../../telemetry/statistics.ts'
import type { HealthTarget, HostSnapshot, LogSourceState, TargetState } from '../../telemetry/types.ts'
import type { Scene } from '../scene.ts'

const states: Record<TargetState, SignalState> = {
  ok: 'ok',
  failing: 'failing',
  slow: 'warn',
  stale: 'stale',
  waiting: 'waiting',
}
const order: readonly SignalState[] = ['failing', 'warn', 'stale', 'waiting', 'ok']

/** Worst first; targets of one state keep their order. */
export function healthRowsOf(scene: Scene, chosen: string | null): HealthRow[] {
  const wanted = (scene.view.filters.health ?? '').toLowerCase()
  return scene.telemetry.health
    .filter(target => target.name.toLowerCase().includes(wanted))
    .map(target => healthRowOf(target, scene, chosen))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

function healthRowOf(target: HealthTarget, { now, state }: Scene, chosen: string | null): HealthRow {
  const usual = baselineBefore(target.history, state.moments.started ?? now - 5 * minute)
  return {
    id: target.name,
    state: states[target.state],
    name: target.name,
    answer: target.answer,
    latency: latency(target.latencyMs),
    spark: target.history.slice(-30).map(sample => sample.latencyMs),
    ...(usual?.p95 != null && { baseline: usual.p95 }),
    ...noteOf(target, now),
    selected: target.name === chosen,
  }
}

function noteOf(target: HealthTarget, now: number): { note?: Words } {
  if (target.state === 'stale' && target.lastAt !== null) {
    return { note: `last ${latency(target.latencyMs)} at ${clock(target.lastAt)}, ${running(now - target.lastAt)} ago` }
  }
  const { errorShare } = figuresOver(target.history, 5 * minute, now)
  if (target.state === 'failing' && errorShare !== null && errorShare < 1) {
    return { note: [critical(percent(errorShare)), segment(' fail')] }
  }
  if (target.state === 'failing' && target.reason) return { note: target.reason }
  return {}
}

export function hostPropsOf(host: HostSnapshot | null): HostProps | undefined {
  if (!host) return undefined
  const bad = new Set(hostFindings(host).flatMap(finding => (finding.bad ? [finding.name] : [])))
  const meter = (name: string, share: number | null, limit: string): HostMeter[] =>
    share === null ? [] : [{ name, value: percent(share), share, state: bad.has(limit) ? 'warn' : 'ok' }]
  const fullest = [...host.disks].sort((a, b) => b.usedShare - a.usedShare)[0]
  return {
    name: host.name,
    meters: [
      ...meter('cpu', host.cpuShare, 'cpu'),
      ...meter('mem', host.memoryShare, 'memory'),
      ...(fullest ? meter(diskName(fullest.mount), fullest.usedShare, `disk ${fullest.mount}`) : []),
      {
        name: 'load',
        value: host.load[0].toFixed(1),
        note: `of ${host.cores} cores`,
        state: bad.has('load') ? 'warn' : 'ok',
      },
    ],
  }
}

function diskName(mount: string): string {
  return mount.length <= 1 ? 'disk /' : 'disk'
}

/** Where facts come from, and what cannot be seen; what is not well first. */
export function sortedSources(scene: Scene): SourceRow[] {
  return sourceRowsOf(scene).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

function sourceRowsOf({ telemetry, now }: Scene): SourceRow[] {
  const changes = telemetry.changes[0]
  return [
    ...telemetry.sources.map(source => sourceRow(source, now)),
    ...telemetry.dependencies.map(
      (one): SourceRow => ({
        name: one.name,
        state:
          one.state === 'ok' ? 'ok' : one.state === 'unknown' ? 'waiting' : one.state === 'down' ? 'failing' : 'warn',
        words: one.summary,
      }),
    ),
    ...(changes ? [{ name: 'changes', state: 'ok' as const, words: `last at ${clock(changes.at)}` }] : []),
    ...telemetry.blind.map((words): SourceRow => {
      const [what = '', ...why] = words.split(': ')
      return { name: what, state: 'waiting', words: why.join(': ') }
    }),
  ]
}

function sourceRow(source: LogSourceState, now: number): SourceRow {
  const state: SignalState = source.state === 'following' ? 'ok' : source.state === 'waiting' ? 'waiting' : 'warn'
  const words =
    source.state === 'following'
      ? `${rate(source.linesPerMin)} lines`.replace('/min lines', ' lines/min')
      : source.state === 'retrying' && source.retryAt != null && source.retryAt > now
        ? `again in ${Math.ceil((source.retryAt - now) / 1000)} s: ${source.reason ?? 'it ended'}`
        : (source.reason ?? source.state)
  return { name: source.name, state, words }
}
