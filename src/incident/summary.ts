// What `list --json` and `show --json` print: shapes that scripts rely on. Instants as ISO 8601 in UTC.
import { planOf, rootCauseText } from './phases/plan.ts'
import type { IncidentState } from './state.ts'
import { type Instant, toIso } from './time.ts'

/** One incident in a list; a digest of it has the same facts. */
export function summaryOf(
  state: Pick<IncidentState, 'id' | 'title' | 'severity' | 'status' | 'phase' | 'moments'> & {
    readonly drill: unknown
  },
) {
  const { moments } = state
  return {
    id: state.id,
    title: state.title,
    severity: state.severity,
    status: state.status,
    phase: state.phase,
    startedAt: isoOrNull(moments.started),
    declaredAt: isoOrNull(moments.declared),
    mitigatedAt: isoOrNull(moments.mitigated),
    resolvedAt: isoOrNull(moments.resolved),
    drill: state.drill !== null,
  }
}

/** Everything of one incident that a script may want. Durations in seconds, null where unknown or negative. */
export function detailOf(state: IncidentState) {
  return {
    ...summaryOf(state),
    impact: state.impact,
    rootCause: rootCauseText(state),
    timeline: state.timeline.map(({ id, at, recordedAt, by, type, text }) => ({
      id,
      at: toIso(at),
      recordedAt: toIso(recordedAt),
      by,
      type,
      text,
    })),
    steps: planOf(state),
    hypotheses: state.hypotheses.map(({ id, title, kind, score, state: standing, reasons }) => ({
      id,
      title,
      kind,
      score,
      state: standing,
      reasons,
    })),
    actionItems: state.actionItems
      .filter(item => !item.dropped)
      .map(({ text, owner, due, done }) => ({ text, owner, due, done })),
    durations: durationsOf(state),
  }
}

/** Seconds from the start to detection, mitigation and resolution. */
export function durationsOf({ moments }: IncidentState) {
  const since = (end: Instant | null) =>
    end === null || moments.started === null || end < moments.started ? null : (end - moments.started) / 1000
  return { detect: since(moments.detected), mitigate: since(moments.mitigated), resolve: since(moments.resolved) }
}

function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : toIso(at)
}
