// What would have helped, read off the events: each suggestion with its reason, ready to be taken as an action item.
// Rule: one already taken, or dropped by a person, is not offered again.
import { commandLine } from '../incident/command.ts'
import { counted, spanInWords } from '../incident/spans.ts'
import type { IncidentState, Observation } from '../incident/state.ts'
import { minute } from '../incident/time.ts'
import type { ActionItemKind } from '../incident/vocabulary.ts'
import { stretchesOf } from './milestones.ts'
import { firstAlarm } from './sections/course.ts'
import { between } from './spans.ts'
import { undoing } from './undoing.ts'

export interface Suggestion {
  /** Stable for one incident: what `suggestion` of a taken action item holds. */
  readonly id: string
  readonly text: string
  readonly kind: ActionItemKind
  readonly priority: 'high' | 'medium' | 'low'
  /** Why it is suggested, from what happened. */
  readonly reason: string
}

export function suggestionsFor(state: IncidentState): Suggestion[] {
  const taken = new Set(state.actionItems.map(item => item.suggestion))
  const all = [
    ...undoMitigations(state),
    ...alert(state),
    ...regressionTest(state),
    ...probe(state),
    ...runbook(state),
    ...automation(state),
    ...lostSource(state),
  ]
  return all.filter(one => !taken.has(one.id))
}

function undoMitigations({ mitigations }: IncidentState): Suggestion[] {
  return mitigations
    .filter(one => one.undoneAt === null)
    .map(one => ({
      id: `undo:${one.id}`,
      text: one.undo ? `${undoing(one)}: ${commandLine(one.undo)}` : undoing(one),
      kind: 'mitigate',
      priority: 'high',
      reason: 'it is still on',
    }))
}

/** A person was first, or the rule came late: an alert on what moved, at the threshold that was seen. */
function alert(state: IncidentState): Suggestion[] {
  const { started, detected } = state.moments
  const late = between(started, detected)
  const alarm = firstAlarm(state)
  if (alarm && (late === null || late <= 5 * minute)) return []
  const seen = state.observations.find(one => one.level !== 'info' && one.kind !== 'source_lost')
  const what = seen ? onWhatMoved(seen) : `on ${state.symptom?.endpoint ?? state.service ?? 'what failed'}`
  const reason = alarm
    ? `the first rule said so ${spanInWords(late as number)} after the start`
    : `a person noticed it${late === null ? '' : `, ${spanInWords(late)} after the start`}; no alert did`
  return [{ id: 'alert', text: `Alert ${what}`, kind: 'detect', priority: 'high', reason }]
}

function onWhatMoved({ kind, subject, text, figures }: Observation): string {
  if (kind === 'error_rate_left') {
    const { errorsPerMin, usual } = figures
    if (typeof errorsPerMin === 'number' && typeof usual === 'number') {
      const limit = Math.max(5, Math.ceil(3 * usual))
      return `when errors exceed ${limit} a minute (seen: ${errorsPerMin}, usually ${usual})`
    }
  }
  if (kind === 'health_down')
    return `when the health check ${subject} fails twice in a row (seen: ${figures.answer ?? text})`
  if (kind === 'metric_bad' && typeof figures.value === 'number') return `on ${subject} (seen: ${figures.value})`
  if (kind === 'new_group') return `when a new kind of error appears (seen: ${subject})`
  return `on this: ${text}`
}

function regressionTest({ fixes, changes }: IncidentState): Suggestion[] {
  const reverted = fixes.filter(one => one.kind === 'revert' && one.state === 'completed').flatMap(one => one.targets)
  return reverted.map(sha => {
    const change = changes.find(one => sha.startsWith(one.ref) || one.ref.startsWith(sha))
    const name = `${sha.slice(0, 7)}${change ? ` "${change.subject}"` : ''}`
    return {
      id: `test:${sha.slice(0, 12)}`,
      text: `Add a test that fails with ${name}, before it is put back`,
      kind: 'prevent',
      priority: 'high',
      reason: 'it reached production and had to be reverted',
    }
  })
}

function probe({ symptom, observations }: IncidentState): Suggestion[] {
  const endpoint = symptom?.endpoint
  if (!endpoint || observations.some(one => one.kind === 'health_down')) return []
  return [
    {
      id: `probe:${endpoint}`,
      text: `Watch ${endpoint} with a health check that asks for what users do`,
      kind: 'detect',
      priority: 'medium',
      reason: 'no health check failed while users were affected',
    },
  ]
}

/** Commands a person ran that ended well are the beginning of a runbook. */
function runbook({ commands, rootCause }: IncidentState): Suggestion[] {
  const worked = commands.filter(
    run => !/^(fix|publish)$/.test(run.purpose.kind) && run.outcome === 'exited' && run.exitCode === 0,
  )
  const lines = [...new Set(worked.map(run => commandLine(run.spec)))]
  if (lines.length < 2 || rootCause === null) return []
  const shown = lines.slice(0, 3).join(' · ')
  return [
    {
      id: 'runbook',
      text: `Write a runbook from the commands that worked: ${shown}${lines.length > 3 ? ' …' : ''}`,
      kind: 'process',
      priority: 'medium',
      reason: `${counted(lines.length, 'command')} led to the cause and the cure`,
    },
  ]
}

const faster: Record<string, string> = {
  detect: 'Shorten the time to detection',
  hypothesis: 'Make what changed and what fails visible in one place',
  decision: 'Agree beforehand who decides on a revert or a mitigation',
  execution: 'Automate the way a fix or a revert gets to production',
  verification: 'Automate the check that the fix holds',
}

function automation(state: IncidentState): Suggestion[] {
  const slow = stretchesOf(state).find(one => one.costMost)
  if (!slow || slow.ms === null || slow.ms < 10 * minute || slow.id === 'detect') return []
  return [
    {
      id: `faster:${slow.id}`,
      text: faster[slow.id] as string,
      kind: slow.id === 'decision' ? 'process' : 'mitigate',
      priority: 'medium',
      reason: `from ${slow.from} to ${slow.to} took ${spanInWords(slow.ms)}, the most of all`,
    },
  ]
}

function lostSource({ observations }: IncidentState): Suggestion[] {
  const lost = new Set(observations.filter(one => one.kind === 'source_lost').map(one => one.subject))
  return [...lost].map(name => ({
    id: `source:${name}`,
    text: `Keep the log ${name} readable during an incident`,
    kind: 'detect',
    priority: 'low',
    reason: 'it was lost while it was needed',
  }))
}
