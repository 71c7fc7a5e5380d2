// What calls for a person, as rules over the events: a severity that rose, a command cut off, a message not delivered,
// a budget that ran out, silence. Each condition has an id of its own, so that it is raised once and can be put off.
import { commandLine } from '../command.ts'
import type { EventOf } from '../events.ts'
import { phaseBudget } from '../phases/plan.ts'
import type { CommandRun, IncidentState } from '../state.ts'
import { type Instant, minute } from '../time.ts'
import { type Phase, phaseTitle, type Severity, severities } from '../vocabulary.ts'
import { type Cadence, cadenceOf, hasLeft, nextUpdateDue } from './cadence.ts'

export type Condition = { readonly id: string } & (
  | {
      readonly kind: 'severity'
      readonly from: Severity
      readonly to: Severity
      readonly by: string
      readonly reason: string
    }
  | { readonly kind: 'interrupted'; readonly run: CommandRun }
  | {
      readonly kind: 'undelivered'
      readonly how: 'failed' | 'unknown' | 'late'
      readonly channel: string
      readonly detail: string
    }
  | { readonly kind: 'budget'; readonly phase: Phase; readonly budgetMs: number; readonly overMs: number }
  | { readonly kind: 'silence'; readonly sinceMs: number; readonly severity: Severity | null }
  | { readonly kind: 'quiet'; readonly sinceMs: number }
)

export interface ConditionContext {
  readonly now: Instant
  /** Milliseconds a phase may take, where the configuration says so. */
  readonly budgets: Partial<Record<Phase, number | undefined>>
  /** How often others are told, where the configuration says so. */
  readonly cadence?: Cadence
}

/** Everything that holds at this moment, the gravest first. */
export function conditionsOf(state: IncidentState, context: ConditionContext): Condition[] {
  if (state.moments.declared === null || state.moments.closed !== null) return []
  const always = [...interrupted(state), ...undelivered(state), ...pageLate(state, context)]
  if (state.moments.resolved !== null) return always
  return [
    ...severityRaised(state),
    ...always,
    ...budgetOver(state, context),
    ...noUpdate(state, context),
    ...nothingRecorded(state, context),
  ]
}

/** Those not on the record yet. */
export function conditionsToRaise(state: IncidentState, context: ConditionContext): Condition[] {
  const raised = new Set(state.escalations.map(one => one.id))
  return conditionsOf(state, context).filter(one => !raised.has(one.id))
}

/** Those to be shown: on the record, still true, and not put off. */
export function conditionsToShow(state: IncidentState, context: ConditionContext): Condition[] {
  return conditionsOf(state, context).filter(condition => {
    const raised = state.escalations.find(one => one.id === condition.id)
    return raised !== undefined && (raised.snoozedUntil === null || raised.snoozedUntil <= context.now)
  })
}

/** As the record keeps it: the kind of the event and a sentence that stays true. */
export function asRaised(condition: Condition): Pick<EventOf<'escalation.raised'>, 'kind' | 'text'> {
  switch (condition.kind) {
    case 'severity':
      return { kind: 'severity', text: `severity raised ${condition.from} → ${condition.to}` }
    case 'interrupted':
      return { kind: 'interrupted', text: `interrupted, outcome unknown: ${commandLine(condition.run.spec)}` }
    case 'undelivered':
      return { kind: 'undelivered', text: `not delivered through ${condition.channel}: ${condition.detail}` }
    case 'budget':
      return {
        kind: 'budget',
        text: `${phaseTitle[condition.phase]} took longer than its ${minutes(condition.budgetMs)}`,
      }
    case 'silence':
      return { kind: 'silence', text: `no update for ${minutes(condition.sinceMs)}` }
    case 'quiet':
      return { kind: 'silence', text: `nothing recorded for ${minutes(condition.sinceMs)}` }
  }
}

function severityRaised({ severityHistory, pages }: IncidentState): Condition[] {
  const [before, last] = severityHistory.slice(-2)
  if (!before || !last || severities.indexOf(last.severity) >= severities.indexOf(before.severity)) return []
  if (pages.some(page => page.at >= last.at)) return []
  const { severity: to, by, reason } = last
  return [{ kind: 'severity', id: `severity:${last.at}`, from: before.severity, to, by, reason }]
}

/** Until it was run again, or someone has seen it. */
function interrupted({ commands }: IncidentState): Condition[] {
  return commands
    .filter(run => run.outcome === 'unknown' || run.state === 'interrupted')
    .filter(run => !commands.some(one => one.startedAt > run.startedAt && sameCommand(one, run)))
    .map(run => ({ kind: 'interrupted', id: `interrupted:${run.runId}`, run }))
}

function sameCommand(one: CommandRun, other: CommandRun): boolean {
  return commandLine(one.spec) === commandLine(other.spec)
}

/** Until it was sent again, a later one came through, or someone has seen it. */
function undelivered({ updates, pages }: IncidentState): Condition[] {
  const sent = [
    ...updates.flatMap(({ id, at, channels }) =>
      channels.map(({ name: through, ...how }) => ({ id, at, through, ...how })),
    ),
    ...pages,
  ]
  return sent
    .filter(one => one.state === 'failed' || one.state === 'unknown')
    .filter(({ at, through }) => !sent.some(one => one.state === 'delivered' && one.through === through && one.at > at))
    .map(({ id, through: channel, state, detail }) => {
      const how = state === 'unknown' ? 'unknown' : 'failed'
      return { kind: 'undelivered', id: `undelivered:${id}:${channel}`, how, channel, detail }
    })
}

/** Nobody comes while a page waits: that is told before it is given up. */
function pageLate({ pages }: IncidentState, { now }: ConditionContext): Condition[] {
  return pages
    .filter(page => page.state === 'waiting' && now - page.at > minute)
    .map(({ id, through: channel, at }) => {
      const detail = `waiting for ${minutes(now - at)}`
      return { kind: 'undelivered', id: `late:${id}`, how: 'late', channel, detail }
    })
}

/** Verify is as long as its window: only a window that does not run makes it late. */
function budgetOver(state: IncidentState, { now, budgets }: ConditionContext): Condition[] {
  const { phase, monitor, pages } = state
  const budgetMs = budgets[phase] ?? phaseBudget[phase]
  const { spentMs, currentSince } = state.phases[phase]
  if (budgetMs === null || currentSince === null) return []
  if (phase === 'verify' && monitor !== null && monitor.heldAt === null) return []
  const overMs = spentMs + (now - currentSince) - budgetMs
  if (overMs <= 0 || pages.some(page => page.at >= now - overMs)) return []
  return [{ kind: 'budget', id: `budget:${phase}`, phase, budgetMs, overMs }]
}

function noUpdate(state: IncidentState, { now, cadence }: ConditionContext): Condition[] {
  const dueAt = nextUpdateDue(state, cadence)
  if (dueAt === null || now < dueAt) return []
  const since = state.updates.findLast(hasLeft)?.at ?? state.moments.declared ?? dueAt
  return [{ kind: 'silence', id: `silence:${dueAt}`, sinceMs: now - since, severity: state.severity }]
}

/** A command that runs is not silence, however long it takes. */
function nothingRecorded(state: IncidentState, { now, cadence: own }: ConditionContext): Condition[] {
  const cadence = cadenceOf(state.severity, own)
  const last = state.lastActivityAt
  if (cadence === null || last === null || now - last < cadence) return []
  if (state.commands.some(run => run.state === 'running')) return []
  return [{ kind: 'quiet', id: `quiet:${last}`, sinceMs: now - last }]
}

function minutes(ms: number): string {
  return `${Math.max(1, Math.round(ms / minute))} min`
}
