// The one line that each event is on the timeline, or nothing where an event is not worth a reader's glance.

import { plainCommandLine } from '../command.ts'
import type { EventOf, EventType, IncidentEvent } from '../events.ts'
import { byHand } from '../people/channels.ts'
import { exactSpan } from '../spans.ts'
import type { TimelineRow } from '../state.ts'
import { type Precision, phaseTitle } from '../vocabulary.ts'
import type { Draft } from './draft.ts'

export interface Telling {
  readonly text: string
  readonly meta?: string
  readonly glyph: TimelineRow['glyph']
  readonly tone?: TimelineRow['tone']
  readonly about?: string
  readonly endsAt?: number
  readonly precision?: Precision
  readonly who?: string
  readonly zone?: string
}

type Teller<T extends EventType> = (event: EventOf<T>, draft: Draft) => Telling | null

const tellers: { readonly [T in EventType]?: Teller<T> } = {
  'incident.declared': event => ({ text: `declared: ${event.title}`, glyph: 'declared', tone: 'accent' }),
  'incident.renamed': event => ({ text: `renamed: ${event.title}`, glyph: 'note' }),
  'moment.recorded': event => ({
    text: event.known ? `${event.moment}${event.why ? `: ${event.why}` : ''}` : `${event.moment} withdrawn`,
    glyph: event.moment === 'mitigated' || event.moment === 'resolved' ? 'done' : 'declared',
    tone: event.moment === 'mitigated' || event.moment === 'resolved' ? 'ok' : 'accent',
    ...(event.precision === undefined ? {} : { precision: event.precision }),
  }),
  'incident.closed': () => ({ text: 'closed', glyph: 'done', tone: 'ok' }),
  'incident.reopened': event => ({ text: `reopened: ${event.reason}`, glyph: 'alarm', tone: 'warn' }),
  'severity.set': event => ({
    text: `severity ${event.severity}${event.reason ? `: ${event.reason}` : ''}`,
    glyph: 'decision',
    tone: 'accent',
  }),
  'impact.measured': ({ measure, value, unit, by }) =>
    by === 'rule'
      ? null
      : {
          text: value === null ? `impact figure withdrawn: ${measure}` : `impact: ${measure} ${value} ${unit}`.trim(),
          glyph: 'note',
        },
  'impact.window': ({ text, until, precision }) => ({
    text: `impact: ${text || 'users feel it'}`,
    glyph: 'note',
    endsAt: until,
    ...(precision === undefined ? {} : { precision }),
  }),
  'impact.set': event => ({ text: `impact: ${event.text}`, glyph: 'note' }),
  'phase.entered': event => ({ text: `phase ${phaseTitle[event.phase]}`, glyph: 'decision' }),
  'note.added': ({ text, endsAt, precision, who, zone }) => ({
    text,
    glyph: 'note',
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(precision === undefined ? {} : { precision }),
    ...(who === undefined ? {} : { who, meta: who }),
    ...(zone === undefined ? {} : { zone }),
  }),
  'signal.observed': event => ({
    text: event.text,
    meta: 'rule',
    glyph: event.level === 'info' ? 'done' : 'alarm',
    tone: event.level === 'critical' ? 'critical' : event.level === 'warn' ? 'warn' : 'ok',
  }),
  'onset.estimated': event => ({ text: `onset estimated from ${event.from}`, meta: 'onset', glyph: 'evidence' }),
  'change.seen': event => ({
    text: `${event.kind} ${shortRef(event.ref)} ${event.subject}`,
    meta: event.author,
    glyph: 'deploy',
  }),
  'evidence.kept': (event, draft) => {
    const evidence = draft.evidence.find(one => one.id === event.evidenceId)
    if (!evidence) return null
    const { title, label, id: about } = evidence
    return { text: `evidence: ${title}`, meta: label ?? '', glyph: 'evidence', about }
  },
  'evidence.collected': (event, draft) =>
    event.kept
      ? {
          text: `evidence: ${event.title}`,
          meta: draft.evidence.find(one => one.id === event.evidenceId)?.label ?? '',
          glyph: 'evidence',
          about: event.evidenceId,
        }
      : null,
  'hypothesis.confirmed': (event, draft) => ({
    text: `confirmed: ${hypothesisTitle(draft, event.hypothesisId)}`,
    glyph: 'decision',
    tone: 'accent',
  }),
  'hypothesis.rejected': (event, draft) => ({
    text: `rejected: ${hypothesisTitle(draft, event.hypothesisId)}${event.reason ? ` (${event.reason})` : ''}`,
    glyph: 'rejected',
  }),
  'rootcause.set': event => ({ text: `root cause: ${event.text}`, glyph: 'decision', tone: 'accent' }),
  'command.started': event => ({ text: `run ${plainCommandLine(event.spec)}`, glyph: 'command' }),
  'command.ended': (event, draft) => ({
    text: `${commandName(draft, event.runId)}: ${ending(event)}`,
    about: event.runId,
    glyph: event.outcome === 'exited' && event.exitCode === 0 ? 'done' : 'command',
    tone: event.outcome === 'exited' && event.exitCode === 0 ? 'ok' : 'warn',
  }),
  'fix.chosen': event => ({ text: `fix chosen: ${event.title}`, glyph: 'decision', tone: 'accent' }),
  'fix.rehearsed': event => ({
    text: `rehearsal ${event.outcome}: ${event.summary}`,
    glyph: 'command',
    tone: event.outcome === 'clean' ? 'ok' : 'warn',
  }),
  'fix.step': event =>
    event.state === 'todo' || (event.state === 'running' && !event.detail.endsWith('is live'))
      ? null
      : {
          text: `${event.step} ${stepWords[event.state]}${event.detail ? `: ${event.detail}` : ''}`,
          glyph: event.state === 'done' ? 'done' : 'command',
          tone: event.state === 'done' || event.state === 'running' ? 'ok' : 'warn',
        },
  'fix.requested': event => ({
    text:
      event.title === undefined
        ? event.reviewer
          ? `review asked of ${event.reviewer}`
          : 'review asked of nobody'
        : `pull request named: ${event.title}`,
    glyph: 'note',
  }),
  'fix.completed': (event, draft) => ({
    text: `fix in place: ${draft.fixes.find(one => one.id === event.fixId)?.title ?? ''}`,
    glyph: 'done',
    tone: 'ok',
  }),
  'fix.abandoned': event => ({ text: `fix abandoned: ${event.reason}`, glyph: 'rejected' }),
  'mitigation.applied': event => ({ text: `mitigation on: ${event.name}`, glyph: 'done', tone: 'ok' }),
  'mitigation.judged': (event, draft) => ({
    text: `${draft.mitigations.find(one => one.id === event.mitigationId)?.name ?? 'mitigation'} ${event.worked ? 'helped' : 'did not help'}${event.detail ? `: ${event.detail}` : ''}`,
    glyph: event.worked ? 'done' : 'alarm',
    tone: event.worked ? 'ok' : 'warn',
  }),
  'mitigation.undone': (event, draft) => ({
    text: `mitigation off: ${draft.mitigations.find(one => one.id === event.mitigationId)?.name ?? ''}`,
    glyph: 'done',
  }),
  'gate.passed': () => ({ text: 'fix confirmed: every signal inside its baseline', glyph: 'done', tone: 'ok' }),
  'gate.overridden': event => ({ text: `fix taken as confirmed: ${event.reason}`, glyph: 'decision', tone: 'warn' }),
  'baseline.accepted': event => ({ text: `${event.signal} accepted as usual: ${event.reason}`, glyph: 'decision' }),
  'monitor.started': event => ({ text: `${exactSpan(event.windowMs)} clock started`, glyph: 'decision' }),
  'monitor.paused': event => ({ text: `clock stands: ${event.why}`, glyph: 'decision', tone: 'warn' }),
  'monitor.resumed': ({ unwatchedMs }, { monitor }) => ({
    text: `clock runs on at ${exactSpan(monitor?.countedMs ?? 0)}, ${exactSpan(unwatchedMs)} unwatched do not count`,
    glyph: 'decision',
  }),
  'monitor.held': event => ({ text: `relapse, ${event.signal}: ${event.detail}`, glyph: 'alarm', tone: 'critical' }),
  'monitor.restarted': () => ({ text: 'clock restarted from 00:00', glyph: 'decision' }),
  'monitor.completed': () => ({ text: 'clock ran to its end unbroken', glyph: 'done', tone: 'ok' }),
  'secondary.noted': event => ({ text: `new since the fix: ${event.text}`, glyph: 'alarm', tone: 'warn' }),
  'secondary.settled': (event, draft) => {
    const { text = event.subject } = draft.secondary.find(one => one.subject === event.subject) ?? {}
    return { text: `settled: ${text}: ${event.how}`, glyph: 'done' }
  },
  'update.sent': event => ({
    text: `update to ${event.audience}: ${event.text}`,
    meta: event.status,
    glyph: 'update',
  }),
  'delivery.settled': ({ state, channel, detail }) => {
    if (state === 'failed') return { text: `not delivered through ${channel}: ${detail}`, glyph: 'alarm', tone: 'warn' }
    if (state === 'unknown') return { text: `${channel}: ${detail}`, glyph: 'alarm', tone: 'warn' }
    return state === 'waiting' ? { text: `to be sent again through ${channel}`, glyph: 'update' } : null
  },
  // What another row tells already is not told twice, nor is what two sessions noticed in the same moment.
  'escalation.raised': ({ kind, text, at }, draft) =>
    kind === 'interrupted' || kind === 'undelivered' || kind === 'severity' || isTold(draft, text, at)
      ? null
      : { text, meta: 'rule', glyph: 'alarm', tone: 'warn' },
  'escalation.snoozed': ({ escalationId, until }, draft) => {
    const { text = '' } = draft.escalations.find(one => one.id === escalationId) ?? {}
    return text === '' ? null : { text: `${until === null ? 'seen' : 'put off'}: ${text}`, glyph: 'note' }
  },
  'page.sent': event => ({
    text: `paged ${event.whom}${event.through === byHand ? '' : ` through ${event.through}`}${inOneLine(event.text)}`,
    glyph: 'update',
  }),
  'role.taken': event => ({ text: `${event.person} is ${event.role}`, glyph: 'note' }),
  'role.handed': event => ({
    text: `${event.role} handed to ${event.to}${inOneLine(event.brief)}`,
    glyph: 'note',
  }),
  'action.added': event => ({ text: `action item: ${event.text}`, meta: event.owner ?? '', glyph: 'note' }),
  'postmortem.exported': event => ({ text: `post-mortem written: ${event.path}`, glyph: 'done' }),
}

export function tell(event: IncidentEvent, draft: Draft): Telling | null {
  const teller = tellers[event.type] as Teller<EventType> | undefined
  return teller?.(event, draft) ?? null
}

/** After what was done the words that went with it; a reader of the whole row gets all of them. */
function inOneLine(text: string): string {
  return text.trim() === '' ? '' : `: ${text.trim().replace(/\s*\n\s*/g, ' ')}`
}

function isTold(draft: Draft, text: string, at: number): boolean {
  const recent = draft.timeline.slice(-20).filter(row => row.at > at - 60_000)
  return recent.some(row => row.type === 'escalation.raised' && row.text === text)
}

/** Commits by their first letters; names and numbers as they are. */
function shortRef(ref: string): string {
  return /^[0-9a-f]{8,64}$/.test(ref) ? ref.slice(0, 7) : ref
}
const stepWords = {
  todo: 'to do',
  running: 'goes on',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
  unknown: 'outcome unknown',
} as const

function hypothesisTitle(draft: Draft, id: string): string {
  return draft.hypotheses.find(one => one.id === id)?.title ?? 'a hypothesis'
}

function commandName(draft: Draft, runId: string): string {
  const run = draft.commands.find(one => one.runId === runId)
  return run ? plainCommandLine(run.spec) : 'a command'
}

function ending(event: EventOf<'command.ended'>): string {
  const took = event.durationMs === null ? '' : ` after ${(event.durationMs / 1000).toFixed(1)} s`
  if (event.outcome === 'unknown') return 'interrupted, outcome unknown'
  if (event.outcome === 'timedOut') return `timed out${took}`
  if (event.outcome === 'cancelled') return `cancelled${took}`
  if (event.outcome === 'failedToStart') return `could not be started: ${event.tail.trim()}`
  if (event.outcome === 'signalled') return `ended by a signal${took}`
  return `exit ${event.exitCode}${took}`
}
