// Evidence that collects itself: when it began, what fails, what changed, what moved. Each piece once; a person keeps or dismisses it.

import { ErrorHistory } from '../diagnosis/logs/onset/history.ts'
import { findOnset } from '../diagnosis/logs/onset/onset.ts'
import { framesOf } from '../diagnosis/suspects/trace.ts'
import type { EventOf } from '../incident/events.ts'
import { durationInWords } from '../incident/spans.ts'
import { hour, type Instant, minute, second } from '../incident/time.ts'
import { errorTraces } from '../telemetry/error-traces.ts'
import { hostFindings } from '../telemetry/host-limits.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { LogRing } from '../telemetry/log-ring.ts'
import { requestFigures, trafficAround } from '../telemetry/requests.ts'
import type { TelemetrySnapshot } from '../telemetry/types.ts'
import type { Session } from './session.ts'

interface Piece {
  readonly id: string
  readonly kind: EventOf<'evidence.collected'>['kind']
  readonly title: string
  readonly detail?: string
  readonly source: string
  readonly at?: Instant
}

const everyMs = 10 * second
/** Until then figures since the onset are too few to be told. */
const settledMs = 15 * second
/** A deploy is often noted only when it is over. */
const rollout = 2 * minute
const sureFrom = 0.5
const readLines = 20_000

/** Call the answer with the time, as often as is convenient. */
export function createCollecting(session: Session, telemetry: Telemetry): (now: Instant) => void {
  let lookedAt = Number.NEGATIVE_INFINITY
  return now => {
    const { state } = session.store.getState()
    const { moments, rootCause, gate, onset } = state
    if (now - lookedAt < everyMs || moments.declared === null) return
    if (rootCause !== null || gate.passedAt !== null || moments.resolved !== null) return
    lookedAt = now
    if (onset === null) recordOnset(session, telemetry.log, moments.started)
    const began = session.store.getState().state.moments.started
    if (began === null || now - began < settledMs) return
    const snapshot = telemetry.snapshot(now)
    const pieces = [
      ...onsetPiece(session),
      ...whatFails(telemetry.log, began),
      ...whatChanged(snapshot, began),
      ...traffic(telemetry.log, began, now),
      ...around(snapshot),
    ]
    for (const { id, kind, title, detail = '', source, at } of pieces) {
      const words = { evidenceId: id, evidenceKind: kind, title, detail, source, kept: false }
      session.dispatch({ kind: 'collectEvidence', ...words, ...(at !== undefined && { at }) })
    }
  }
}

/** The change point of the errors that are held; nothing where there is none to be sure of, or it is another one. */
function recordOnset(session: Session, log: LogRing, told: Instant | null): void {
  const history = new ErrorHistory()
  for (let index = Math.max(log.first, log.pushed - readLines); index < log.pushed; index += 1) {
    const line = log.line(index)
    if (!line || line.continues) continue
    if (line.level === 'error' || line.level === 'fatal') history.error(line.at, line.group)
    else history.other(line.at)
  }
  const found = findOnset(history, group => group)
  const isThisOne = found !== null && (told === null || Math.abs(found.at - told) < hour / 2)
  if (found && isThisOne && found.confidence >= sureFrom)
    session.dispatch({
      kind: 'recordOnset',
      onsetAt: Math.round(found.at),
      confidence: found.confidence,
      from: 'errors in the logs',
    })
}

function onsetPiece(session: Session): Piece[] {
  const { onset } = session.store.getState().state
  if (!onset) return []
  const title = `errors began at ${new Date(onset.at).toISOString().slice(11, 19)} UTC`
  const detail = `${Math.round(onset.confidence * 100)} % sure, from ${onset.from}`
  return [{ id: 'onset', kind: 'onset', title, detail, source: 'logs', at: onset.at }]
}

/** The endpoints that fail most, and the line of our own where most of the newest errors come from. */
function whatFails(log: LogRing, began: Instant): Piece[] {
  const endpoints = requestFigures(log, began)
    .endpoints.filter(one => one.failed >= 5)
    .slice(0, 2)
    .map(({ endpoint, failed, requests }): Piece => {
      const title = `${endpoint} fails: ${failed} of ${requests} requests`
      return { id: `endpoint:${endpoint}`, kind: 'log', title, source: 'access log' }
    })
  const places = errorTraces(log, 5).flatMap(trace => {
    const frame = framesOf(trace).find(one => one.line !== null)
    return frame ? [`${frame.path.split('/').slice(-2).join('/')}:${frame.line}`] : []
  })
  const counted = Map.groupBy(places, place => place)
  const [most] = [...counted].sort((a, b) => b[1].length - a[1].length)
  if (!most) return endpoints
  const title = `stack traces end in ${most[0]}`
  return [...endpoints, { id: `frame:${most[0]}`, kind: 'log', title, source: 'stack trace' }]
}

function whatChanged({ changes }: TelemetrySnapshot, began: Instant): Piece[] {
  const before = changes.filter(change => change.at <= began + rollout)
  const [last] = before
  if (!last) return []
  const ago = last.at > began ? 'as it began' : `${durationInWords(began - last.at)} before`
  const name = /^[0-9a-f]{12,}$/.test(last.ref) ? last.ref.slice(0, 7) : last.ref
  const title = `last change: ${last.kind} ${name} "${last.subject}", ${ago}`
  const more = before.filter(change => change.at > began - hour).length
  const detail = more > 1 ? `${more} in the hour before` : ''
  return [{ id: `change:${last.ref}`, kind: 'change', title, detail, source: 'changes', at: last.at }]
}

function traffic(log: LogRing, began: Instant, now: Instant): Piece[] {
  const rates = trafficAround(log, began, now)
  if (!rates || rates.before <= 0) return []
  const [was, is] = [Math.round(rates.before), Math.round(rates.since)]
  const ratio = rates.since / rates.before
  const words = ratio >= 1.5 ? 'rose' : ratio <= 0.67 ? 'fell' : 'is as before'
  const title = `traffic ${words}: ${is} requests a minute, before ${was}`
  return [{ id: 'traffic', kind: 'traffic', title, source: 'access log' }]
}

/** What is out of its range around the service: the host, others we depend on, metrics. */
function around({ host, dependencies, metrics, at }: TelemetrySnapshot): Piece[] {
  return [
    ...dependencies
      .filter(one => one.state === 'down' || one.state === 'degraded')
      .map(({ name, summary }): Piece => {
        return { id: `dependency:${name}`, kind: 'health', title: `${name} reports: ${summary}`, source: 'status page' }
      }),
    ...(host ? hostFindings(host) : [])
      .filter(one => one.bad)
      .map(({ name, words }): Piece => ({ id: `host:${name}`, kind: 'host', title: words, source: 'host' })),
    ...metrics
      .filter(one => one.state === 'bad' && (one.badSince ?? at) <= at - minute / 4)
      .map(({ name, value, bad }): Piece => {
        return { id: `metric:${name}`, kind: 'metric', title: `${name} is ${value}, over ${bad}`, source: 'metrics' }
      }),
  ]
}
