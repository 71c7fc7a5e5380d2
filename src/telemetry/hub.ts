// The one mutable place for what is observed. Signals write parts, readers take a snapshot that is made at most once
// per version. Rule: nothing here decides anything and nothing here is kept.
import type { Instant } from '../incident/time.ts'
import { minute } from '../incident/time.ts'
import { LogRing } from './log-ring.ts'
import { mergeChanges } from './one-change.ts'
import { Ring } from './ring.ts'
import { SignalHistory } from './signal-history.ts'
import { isFlapping } from './statistics.ts'
import type {
  AlertFiring,
  Change,
  DependencyStatus,
  ErrorGroup,
  HealthTarget,
  HostSnapshot,
  LogRates,
  LogSourceState,
  MetricSeries,
  ProbeResult,
  ProbeSample,
  TargetState,
  TelemetrySnapshot,
} from './types.ts'

const historyLength = 1000
/** How far back what happens now reaches. */
const nowMs = 10_000

interface TargetRecord {
  readonly name: string
  readonly kind: HealthTarget['kind']
  readonly target: string
  readonly everyMs: number
  readonly history: Ring<ProbeSample>
  last: ProbeResult | null
  lastGoodAt: Instant | null
  downSince: Instant | null
}

export class Telemetry {
  readonly log: LogRing
  readonly history = new SignalHistory()
  readonly startedAt: Instant
  version = 0
  private readonly targets = new Map<string, TargetRecord>()
  private readonly sourceStates = new Map<string, LogSourceState>()
  private readonly series = new Map<string, MetricSeries>()
  private readonly deps = new Map<string, DependencyStatus>()
  private readonly changeLists = new Map<string, readonly Change[]>()
  private readonly blindSpots = new Map<string, string>()
  private readonly askers = new Map<string, () => void>()
  private readonly paused = new Set<string>()
  private alerts: readonly AlertFiring[] = []
  private groups: readonly ErrorGroup[] = []
  private host: HostSnapshot | null = null
  private cached: TelemetrySnapshot | null = null

  constructor({ startedAt, log = new LogRing() }: { readonly startedAt: Instant; readonly log?: LogRing }) {
    this.startedAt = startedAt
    this.log = log
    this.history.readMetricsFrom(this.series)
  }

  addTarget(target: Pick<HealthTarget, 'name' | 'kind' | 'target' | 'everyMs'>): void {
    const history = new Ring<ProbeSample>(historyLength)
    this.targets.set(target.name, { ...target, history, last: null, lastGoodAt: null, downSince: null })
    this.version += 1
  }

  recordProbe(name: string, result: ProbeResult): void {
    const target = this.targets.get(name)
    if (!target) return
    const { at, ok, latencyMs, slow } = result
    target.history.push({ at, ok, latencyMs, ...(slow && { slow }) })
    this.history.countAnswer(name, result)
    target.last = result
    if (result.ok) target.lastGoodAt = result.at
    target.downSince = result.ok ? null : (target.downSince ?? result.at)
    this.version += 1
  }

  /** `ask` is called when someone wants the target asked at once; until the returned function is called. */
  onAsk(name: string, ask: () => void): () => void {
    this.askers.set(name, ask)
    return () => void this.askers.delete(name)
  }

  /** False where nobody asks such a target. */
  askNow(name: string): boolean {
    const ask = this.askers.get(name)
    ask?.()
    return ask !== undefined
  }

  setPaused(name: string, isPaused: boolean): void {
    if (isPaused) this.paused.add(name)
    else this.paused.delete(name)
    this.version += 1
  }

  isPaused(name: string): boolean {
    return this.paused.has(name)
  }

  /** Lines that came in at one time; the source's own state is set apart. */
  countLines(at: Instant, lines: number, errors: number): void {
    this.history.countLines(at, lines, errors)
    this.version += 1
  }

  setSource(state: LogSourceState): void {
    this.sourceStates.set(state.name, state)
    this.version += 1
  }

  setHost(host: HostSnapshot): void {
    this.host = host
    this.version += 1
  }

  setMetric(series: MetricSeries): void {
    this.series.set(series.name, series)
    this.version += 1
  }

  setDependency(status: DependencyStatus): void {
    this.deps.set(status.name, status)
    this.version += 1
  }

  setAlerts(alerts: readonly AlertFiring[]): void {
    this.alerts = alerts
    this.version += 1
  }

  /** The changes one watcher knows, newest first; they replace what it said before. */
  setChanges(watcher: string, changes: readonly Change[]): void {
    this.changeLists.set(watcher, changes)
    this.version += 1
  }

  setGroups(groups: readonly ErrorGroup[]): void {
    this.groups = groups
    this.version += 1
  }

  /** Something that cannot be seen, and why; null takes it back. */
  setBlind(what: string, why: string | null): void {
    if (why === null) this.blindSpots.delete(what)
    else this.blindSpots.set(what, why)
    this.version += 1
  }

  /** Everything observed so far goes: other things are observed from now on. */
  forget(): void {
    for (const held of [this.targets, this.sourceStates, this.series, this.deps, this.changeLists, this.blindSpots])
      held.clear()
    this.history.clear()
    this.alerts = []
    this.groups = []
    this.log.clear()
    this.version += 1
  }

  /** Everything now. The same object comes back while nothing changed, but for a value that has gone stale. */
  snapshot(at: Instant): TelemetrySnapshot {
    if (this.cached?.version === this.version && at - this.cached.at < 1000) return this.cached
    this.cached = {
      version: this.version,
      at,
      startedAt: this.startedAt,
      health: [...this.targets.values()].map(target => {
        return { ...healthOf(target, at), ...(this.paused.has(target.name) && { paused: true }) }
      }),
      host: this.host,
      sources: [...this.sourceStates.values()],
      metrics: [...this.series.values()],
      changes: mergeChanges(this.changeLists.values()),
      dependencies: [...this.deps.values()],
      alerts: this.alerts,
      rates: this.rates(at),
      groups: this.groups,
      logHistory: this.history.lineSlots(at - 60 * minute, at + 1),
      blind: [...this.blindSpots].map(([what, why]) => `${what}: ${why}`),
    }
    return this.cached
  }

  /** Error lines in [from, to) as a rate; null before anything was watched. */
  errorsPerMinute(from: Instant, to: Instant): number | null {
    if (to <= this.startedAt) return null
    const { errors } = this.history.linesBetween(from, to)
    return Math.round((errors / (to - from)) * minute)
  }

  /** The last minute and the last seconds against the up to 50 minutes that ended 10 minutes ago. */
  private rates(at: Instant): LogRates {
    const last = this.history.linesBetween(at - minute, at + 1)
    const now = this.history.linesBetween(at - nowMs, at + 1)
    const usualFrom = Math.max(this.startedAt, at - 60 * minute)
    const usualMs = at - 10 * minute - usualFrom
    const usual = usualMs < 2 * minute ? null : this.history.linesBetween(usualFrom, at - 10 * minute)
    return {
      errorsPerMin: last.errors,
      linesPerMin: last.lines,
      errorsNowPerMin: (now.errors * minute) / nowMs,
      lastErrorAt: this.history.lastErrorAt,
      usualErrorsPerMin: usual && (usual.errors / usualMs) * minute,
    }
  }
}

function healthOf(target: TargetRecord, at: Instant): HealthTarget {
  const { name, kind, everyMs, last, downSince } = target
  const history = target.history.toArray()
  return {
    name,
    kind,
    target: target.target,
    state: stateOf(target, at),
    answer: last?.answer ?? '–',
    status: last?.status ?? null,
    latencyMs: last?.latencyMs ?? null,
    reason: last?.reason ?? null,
    reasonKind: last?.reasonKind ?? null,
    history,
    timings: last?.timings ?? null,
    tls: last?.tls ?? null,
    redirect: last?.redirect ?? null,
    body: last?.body ?? null,
    everyMs,
    lastAt: last?.at ?? null,
    downSince,
    flapping: isFlapping(history),
  }
}

function stateOf({ last, everyMs }: TargetRecord, at: Instant): TargetState {
  if (!last) return 'waiting'
  if (at - last.at > Math.max(3 * everyMs, everyMs + 30_000)) return 'stale'
  if (!last.ok) return 'failing'
  return last.slow ? 'slow' : 'ok'
}
