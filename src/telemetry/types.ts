// What the signals say at this moment, as plain immutable values: panes and diagnosis read these and nothing else.
// Every text here has passed the sanitiser and the redactor.
import type { SignalKind } from '../incident/events.ts'
import type { Instant } from '../incident/time.ts'

export type TargetState = 'ok' | 'failing' | 'slow' | 'stale' | 'waiting'

export type ReasonKind =
  | 'refused'
  | 'timeout'
  | 'tls'
  | 'dns'
  | 'status'
  | 'body'
  | 'reset'
  | 'unreachable'
  | 'exit'
  | 'incident'
  | 'other'

export interface ProbeSample {
  readonly at: Instant
  readonly ok: boolean
  readonly latencyMs: number | null
  /** Slower than the target is set up to be. */
  readonly slow?: boolean
}

export interface ProbeTimings {
  readonly dnsMs: number | null
  readonly connectMs: number | null
  readonly tlsMs: number | null
  readonly firstByteMs: number | null
  readonly totalMs: number
}

export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  readonly validTo: Instant
}

/** Something the kernel said that is trouble. */
export interface KernelMessage {
  readonly at: Instant
  readonly trouble: 'memory' | 'disk' | 'hang' | 'network' | 'crash' | 'hardware'
  readonly text: string
}

export interface TlsFacts {
  readonly subject: string
  readonly issuer: string
  readonly validTo: Instant
  readonly selfSigned: boolean
  /** Whose certificate vouches for whose, from the server's own to the last that it sent. */
  readonly chain?: readonly string[]
  /** Those above its own, as far as the server sent them. */
  readonly above?: readonly CertificateFacts[]
}

/** What one probe found. */
export interface ProbeResult {
  readonly at: Instant
  readonly ok: boolean
  readonly slow: boolean
  /** `200`, `ok`, `timeout`, `refused`: a few characters. */
  readonly answer: string
  readonly status: number | null
  readonly latencyMs: number | null
  readonly reason: string | null
  readonly reasonKind: ReasonKind | null
  readonly timings: ProbeTimings | null
  readonly tls: TlsFacts | null
  /** Where a redirect points; it is shown and not followed. */
  readonly redirect: string | null
  /** The beginning of what came, in one line. */
  readonly body?: string
}

export interface HealthTarget {
  readonly name: string
  readonly kind: 'http' | 'tcp' | 'command' | 'dependency' | 'unit'
  /** What is asked: the address or the command. */
  readonly target: string
  readonly state: TargetState
  readonly answer: string
  readonly status: number | null
  readonly latencyMs: number | null
  readonly reason: string | null
  readonly reasonKind: ReasonKind | null
  readonly history: readonly ProbeSample[]
  readonly timings: ProbeTimings | null
  readonly tls: TlsFacts | null
  readonly redirect: string | null
  readonly body?: string | null
  readonly everyMs: number
  readonly lastAt: Instant | null
  readonly downSince: Instant | null
  readonly flapping: boolean
  /** Not asked until someone asks again. */
  readonly paused?: boolean
}

export interface DiskUse {
  readonly mount: string
  readonly usedShare: number
  readonly inodeShare: number | null
  readonly freeBytes: number
}

export interface HostSnapshot {
  readonly at: Instant
  readonly name: string
  readonly cores: number
  /** 0 to 1 of all cores; null before the second sample. */
  readonly cpuShare: number | null
  readonly load: readonly [number, number, number]
  readonly memoryShare: number
  readonly memoryBytes: number
  readonly swapShare: number | null
  readonly pressure: { readonly cpu: number | null; readonly memory: number | null; readonly io: number | null }
  readonly disks: readonly DiskUse[]
  readonly openFilesShare: number | null
  readonly networkErrorsPerMin: number | null
  readonly oomKills: number | null
  /** Troubles of the last hour, newest last. */
  readonly kernel?: readonly KernelMessage[]
  /** Milliseconds that the clock is ahead of what its time service knows; null where none says it. */
  readonly clockOffsetMs?: number | null
  readonly uptimeSeconds: number
  /** What could not be read, in words. */
  readonly missing: readonly string[]
}

export interface LogSourceState {
  readonly name: string
  readonly kind: 'file' | 'stdin' | 'journal' | 'docker' | 'compose' | 'kubectl' | 'command' | 'loki'
  readonly state: 'following' | 'waiting' | 'lost' | 'retrying'
  /** Why it waits or is lost, in words. */
  readonly reason: string | null
  readonly linesPerMin: number
  readonly errorsPerMin: number
  readonly lines: number
  /** Lines of it that had to make room in the ring. */
  readonly dropped: number
  /** Bytes not yet read, where that can be known. */
  readonly lagBytes: number
  /** How late its last line came by the time that line states; null where lines state none. */
  readonly lagMs?: number | null
  /** While it is retrying: when it is tried again. */
  readonly retryAt?: Instant | null
  readonly lastAt: Instant | null
}

export interface MetricSeries {
  readonly name: string
  readonly query: string
  readonly state: 'ok' | 'bad' | 'stale' | 'waiting'
  readonly value: number | null
  readonly bad: string | null
  readonly reason: string | null
  readonly points: readonly { readonly at: Instant; readonly value: number }[]
  readonly badSince: Instant | null
}

export interface Change {
  readonly kind: 'commit' | 'deploy' | 'config' | 'rollout' | 'tag'
  readonly ref: string
  readonly subject: string
  readonly author: string
  readonly at: Instant
  readonly paths?: readonly string[]
  readonly repo?: string
}

export interface DependencyStatus {
  readonly name: string
  readonly state: 'ok' | 'degraded' | 'down' | 'maintenance' | 'unknown'
  readonly summary: string
  readonly incidents: readonly { readonly name: string; readonly status: string; readonly at: Instant | null }[]
  readonly reason: string | null
  readonly at: Instant
}

export interface AlertFiring {
  readonly fingerprint: string
  readonly name: string
  readonly severity: string
  readonly summary: string
  readonly labels: Readonly<Record<string, string>>
  readonly startsAt: Instant
}

/** A rule's finding that belongs on the timeline. */
export interface SignalObservation {
  readonly kind: SignalKind
  readonly subject: string
  readonly text: string
  readonly level: 'critical' | 'warn' | 'info'
  readonly at: Instant
  readonly figures: Readonly<Record<string, number | string>>
}

/** Error lines against all lines over the recent past, and what was usual before. */
export interface LogRates {
  readonly errorsPerMin: number
  readonly linesPerMin: number
  /** The same rate over the last seconds only: what has just stopped is 0 here. */
  readonly errorsNowPerMin: number
  readonly lastErrorAt: Instant | null
  readonly usualErrorsPerMin: number | null
}

export interface LogSlot {
  readonly at: Instant
  readonly lines: number
  readonly errors: number
}

/** An error group as the log engine counts it, reduced to what rules need. */
export interface ErrorGroup {
  readonly id: string
  /** By which the lines of the ring name it. */
  readonly number?: number
  readonly title: string
  readonly count: number
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** Everything at one moment. `version` grows with each change. */
export interface TelemetrySnapshot {
  readonly version: number
  readonly at: Instant
  readonly startedAt: Instant
  readonly health: readonly HealthTarget[]
  readonly host: HostSnapshot | null
  readonly sources: readonly LogSourceState[]
  readonly metrics: readonly MetricSeries[]
  readonly changes: readonly Change[]
  readonly dependencies: readonly DependencyStatus[]
  readonly alerts: readonly AlertFiring[]
  readonly rates: LogRates
  readonly groups: readonly ErrorGroup[]
  /** Lines and errors of the past hour in slots of a few seconds, oldest first; slots in which nothing came are missing. */
  readonly logHistory: readonly LogSlot[]
  /** What cannot be seen, and why: `docker: not installed`. Said once, never fatal. */
  readonly blind: readonly string[]
}
