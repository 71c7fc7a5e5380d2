// What is remembered of an incident once its events need not be read again: enough to list, find, count and compare it.
// Rule: a pure summary of the state; whoever stores it throws it away when the events have changed.
import { commandLine } from '../incident/command.ts'
import type { FixKind } from '../incident/events.ts'
import { rootCauseText } from '../incident/phases/plan.ts'
import type { CommandRun, IncidentState, Moments } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import type { ActionItemKind, IncidentStatus, Phase, Severity, StatusWord } from '../incident/vocabulary.ts'

interface DigestedFix {
  readonly kind: 'revert' | 'hotfix' | 'mitigate'
  readonly title: string
  /** Put in place and, as far as was judged, with the effect it should have. */
  readonly worked: boolean
}

/** What ended an incident. */
export interface DigestedCure {
  readonly kind: FixKind
  readonly title: string
  /** The kind of its confirmed cause, as the hypothesis had it; null where none was confirmed. */
  readonly cause: string | null
  /** Milliseconds from the choice, or the switching on, until it was mitigated; null where that is not known. */
  readonly tookMs: number | null
}

export interface DigestedRun {
  readonly line: string
  readonly durationMs: number
}

export interface DigestedAction {
  readonly id: string
  readonly text: string
  readonly kind: ActionItemKind
  readonly priority: 'high' | 'medium' | 'low'
  readonly owner: string | null
  readonly due: string | null
  readonly link: string | null
  readonly done: boolean
  readonly at: Instant
}

export interface IncidentDigest {
  readonly id: string
  readonly title: string
  readonly severity: Severity | null
  readonly status: IncidentStatus
  readonly statusWord: StatusWord
  readonly phase: Phase
  readonly service: string | null
  /** The scenario of a practice outage; null for a real incident. */
  readonly drill: string | null
  readonly symptom: string
  readonly endpoint: string | null
  readonly impact: string | null
  readonly moments: Moments
  readonly declaredBy: string
  readonly people: readonly string[]
  readonly rootCause: string | null
  /** Kinds of the confirmed hypotheses: `change`, `pool`, `thirdParty`. */
  readonly causeKinds: readonly string[]
  /** Templates of the errors that were new. */
  readonly errors: readonly string[]
  readonly fixes: readonly DigestedFix[]
  readonly actions: readonly DigestedAction[]
  /** What ended it; null while that is not known. */
  readonly cure: DigestedCure | null
  /** Commands that ended well, for the usual time of the next one. */
  readonly runs: readonly DigestedRun[]
  readonly eventCount: number
}

/** Runs kept of one incident: the usual time needs no more. */
const runsKept = 60

/** Null for a state without a declaration. */
export function digestOf(state: IncidentState): IncidentDigest | null {
  if (state.id === null) return null
  const { id, title, severity, status, statusWord, phase, service, impact, moments, declaredBy } = state
  return {
    ...{ id, title, severity, status, statusWord, phase, service, impact, moments, declaredBy },
    drill: state.drill?.scenario ?? null,
    symptom: state.symptom?.text ?? title,
    endpoint: state.symptom?.endpoint ?? null,
    people: state.people.map(nameOf),
    rootCause: rootCauseText(state),
    causeKinds: state.hypotheses.filter(one => one.state === 'confirmed').map(one => one.kind),
    errors: errorsOf(state),
    fixes: fixesOf(state),
    actions: actionsOf(state),
    cure: cureOf(state),
    runs: goodRuns(state.commands).slice(-runsKept),
    eventCount: state.eventCount,
  }
}

function errorsOf(state: IncidentState): string[] {
  const groups = state.observations.filter(one => one.kind === 'new_group').map(one => one.subject)
  const evidence = state.evidence.filter(one => one.kind === 'group' && one.state !== 'dismissed').map(one => one.title)
  return [...new Set([...groups, ...evidence])].slice(0, 20)
}

function fixesOf(state: IncidentState): DigestedFix[] {
  const isOver = state.moments.resolved !== null || state.moments.mitigated !== null
  const made = state.fixes
    .filter(one => one.kind !== 'mitigate' && ['completed', 'abandoned'].includes(one.state))
    .map(one => ({ kind: one.kind, title: one.title, worked: one.state === 'completed' && isOver }))
  const mitigated = state.mitigations.map(one => ({
    kind: 'mitigate' as const,
    title: one.name,
    worked: one.judged?.worked ?? isOver,
  }))
  return [...made, ...mitigated]
}

function actionsOf(state: IncidentState): DigestedAction[] {
  return state.actionItems
    .filter(item => !item.dropped)
    .map(({ id, text, kind, priority, owner, due, link, done, at }) => ({
      ...{ id, text, kind, priority, owner, due, link, done, at },
    }))
}

/** A failure says nothing about how long a command takes. */
export function goodRuns(commands: readonly CommandRun[]): DigestedRun[] {
  return commands.flatMap(({ spec, exitCode, durationMs }) =>
    exitCode === 0 && durationMs !== null ? [{ line: commandLine(spec), durationMs }] : [],
  )
}

function cureOf({ fixes, mitigations, hypotheses, moments }: IncidentState): DigestedCure | null {
  if (moments.resolved === null) return null
  const cause = hypotheses.find(one => one.state === 'confirmed')
  const kind = cause ? (cause.suspectSha === null ? cause.kind : 'change') : null
  const until = (from: number) => (moments.mitigated === null ? null : Math.max(0, moments.mitigated - from))
  const fix = fixes.findLast(one => one.state === 'completed')
  if (fix) return { kind: fix.kind, title: fix.title, cause: kind, tookMs: until(fix.chosenAt) }
  const helped = mitigations.findLast(one => one.judged?.worked !== false)
  return helped ? { kind: 'mitigate', title: helped.name, cause: kind, tookMs: until(helped.appliedAt) } : null
}

function nameOf(person: string): string {
  return person.replace(/@.*$/, '')
}
