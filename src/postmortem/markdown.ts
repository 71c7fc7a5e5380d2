// The post-mortem as Markdown, from the state alone: the same incident gives the same document, byte for byte.
// Rule: whatever a person or a log wrote goes through `words`, so that it cannot break the document.
import { commandLine } from '../incident/command.ts'
import { rootCauseText } from '../incident/phases/plan.ts'
import type { CommandRun, IncidentState } from '../incident/state.ts'
import { durationsOf } from '../incident/summary.ts'
import { type Instant, toIso } from '../incident/time.ts'
import { type Phase, phases, phaseTitle, type SectionId } from '../incident/vocabulary.ts'
import { code, words } from './escape.ts'

export function postmortemMarkdown(state: IncidentState): string {
  const parts = [
    `## Incident Post-Mortem\n${facts(state).join('\n')}`,
    `### Timeline\n${timeline(state)}`,
    `### Root Cause\n${rootCause(state)}`,
    `### Action Items\n${actionItems(state)}`,
    `### Detection\n${section(state, 'detection') ?? detection(state)}`,
    `### Resolution\n${section(state, 'resolution') ?? resolution(state)}`,
    `### Contributing Factors\n${section(state, 'contributingFactors') ?? factors(state)}`,
    `### Hypotheses Considered\n${hypotheses(state)}`,
    `### Where the Minutes Went\n${minutes(state)}`,
    ...optional(state, 'What Went Well', 'wentWell'),
    ...optional(state, 'What Went Badly', 'wentBadly'),
    ...optional(state, 'Where We Were Lucky', 'lucky'),
    `### Evidence and Commands\n${appendix(state)}`,
  ]
  return `${parts.join('\n\n')}\n`
}

function facts(state: IncidentState): string[] {
  const begun = state.moments.started ?? state.moments.declared
  return [
    `**Date**: ${begun === null ? 'n/a' : dateOf(begun)}`,
    `**Duration**: ${duration(state)}`,
    `**Severity**: ${state.severity ?? 'not classified'}`,
    `**Impact**: ${words(state.sections.impact?.text ?? state.impact ?? state.title)}`,
  ]
}

function duration(state: IncidentState): string {
  const { started, declared, resolved, mitigated } = state.moments
  const from = started ?? declared
  const to = resolved ?? mitigated
  if (from === null) return 'n/a'
  if (to === null) return `not resolved yet (since ${clockOf(from)} UTC)`
  return `${spanInWords(to - from)} (${clockOf(from)} - ${clockOf(to, from)} UTC)`
}

function timeline(state: IncidentState): string {
  const first = state.timeline[0]?.at ?? 0
  const rows = state.timeline.filter(row => !quietTypes.has(row.type))
  return rows.map(row => `- ${clockOf(row.at, first)} -- ${words(row.text)}`).join('\n') || '- nothing recorded'
}

/** On the screen these tell what is going on; in the document they repeat what another row says. */
const quietTypes: ReadonlySet<string> = new Set(['command.started', 'phase.entered', 'impact.set', 'action.added'])

function rootCause(state: IncidentState): string {
  const text = rootCauseText(state)
  if (text !== null) return words(text)
  const likely = state.hypotheses.filter(one => one.state === 'open').sort((a, b) => b.score - a.score)[0]
  return likely ? `Not confirmed. Most likely: ${words(likely.title)}` : 'Not established.'
}

function actionItems(state: IncidentState): string {
  const items = state.actionItems.filter(item => !item.dropped)
  const lines = items.map(item => {
    const notes = [item.owner && `owner ${item.owner}`, item.due && `due ${item.due}`].filter(Boolean).join(', ')
    return `- [${item.done ? 'x' : ' '}] ${words(item.text)}${notes ? ` (${words(notes)})` : ''}`
  })
  const stillOn = state.mitigations.filter(one => one.undoneAt === null)
  for (const mitigation of stillOn) lines.push(`- [ ] ${words(`Undo the mitigation "${mitigation.name}"`)}`)
  return lines.join('\n') || 'None.'
}

function detection(state: IncidentState): string {
  const alarm = state.observations.find(one => one.level === 'critical')
  const { detect } = durationsOf(state)
  const after = detect === null ? '' : `, ${spanInWords(detect * 1000)} after the start`
  const declared = state.moments.declared
  if (alarm && (declared === null || alarm.at <= declared)) return `By a rule${after}: ${words(alarm.text)}`
  return declared === null ? 'n/a' : `By ${words(state.declaredBy)}, at ${clockOf(declared)} UTC${after}.`
}

function resolution(state: IncidentState): string {
  const fixes = state.fixes.filter(one => one.state === 'completed').map(one => `- ${words(one.title)}`)
  const mitigations = state.mitigations.map(
    one => `- ${words(one.name)}, ${one.undoneAt === null ? 'still on' : `undone at ${clockOf(one.undoneAt)} UTC`}`,
  )
  return [...fixes, ...mitigations].join('\n') || 'No fix was recorded.'
}

function factors(state: IncidentState): string {
  return state.factors.map(factor => `- ${words(factor.text)}`).join('\n') || 'None recorded.'
}

function hypotheses(state: IncidentState): string {
  const sorted = [...state.hypotheses].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  const lines = sorted.flatMap(one => {
    const why = one.rejectedWhy ? `: ${words(one.rejectedWhy)}` : ''
    const reasons = one.reasons.map(
      reason => `  - ${words(reason.text)} (${reason.points > 0 ? '+' : ''}${reason.points})`,
    )
    return [`- ${words(one.title)} -- ${one.state}, score ${Math.round(one.score)}${why}`, ...reasons]
  })
  return lines.join('\n') || 'None.'
}

function minutes(state: IncidentState): string {
  const { detect, mitigate, resolve } = durationsOf(state)
  const inWords = (seconds: number | null) => (seconds === null ? 'n/a' : spanInWords(seconds * 1000))
  return [
    `- Start to detection: ${inWords(detect)}`,
    `- Start to mitigation: ${inWords(mitigate)}`,
    `- Start to resolution: ${inWords(resolve)}`,
    ...phases
      .filter(phase => spentIn(state, phase) > 0)
      .map(phase => `- ${phaseTitle[phase]}: ${spanInWords(spentIn(state, phase))}`),
  ].join('\n')
}

function spentIn(state: IncidentState, phase: Phase): number {
  const { spentMs, currentSince } = state.phases[phase]
  const end = state.moments.closed ?? state.moments.resolved
  return spentMs + (currentSince !== null && end !== null ? Math.max(0, end - currentSince) : 0)
}

function appendix(state: IncidentState): string {
  const evidence = state.evidence
    .filter(one => one.state === 'kept' && one.kind !== 'command')
    .map(one => `- ${one.label}: ${words(one.title)}${one.detail ? ` (${words(one.detail)})` : ''}`)
  const commands = state.commands.map(
    run => `- ${run.label ? `${run.label}: ` : ''}${code(commandLine(run.spec))} -- ${endOf(run)}`,
  )
  return [...evidence, ...commands].join('\n') || 'None.'
}

function endOf(run: CommandRun): string {
  if (run.state === 'interrupted') return 'interrupted, outcome unknown'
  if (run.state === 'running') return 'still running'
  return run.outcome === 'exited' ? `exit ${run.exitCode}` : words(run.outcome ?? 'ended')
}

function optional(state: IncidentState, title: string, id: SectionId): string[] {
  const text = section(state, id)
  return text === null ? [] : [`### ${title}\n${text}`]
}

/** A section that a person wrote, its lines kept. */
function section(state: IncidentState, id: SectionId): string | null {
  const written = state.sections[id]
  return written ? written.text.split('\n').map(words).join('\n') : null
}

function dateOf(at: Instant): string {
  return toIso(at).slice(0, 10)
}

/** `14:30`, with its date where that is another day than the incident's. */
function clockOf(at: Instant, beside: Instant = at): string {
  const clock = toIso(at).slice(11, 16)
  return dateOf(at) === dateOf(beside) ? clock : `${dateOf(at)} ${clock}`
}

/** `45 minutes`, `1 hour 5 minutes`, `40 seconds`. */
function spanInWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return counted(seconds, 'second')
  const whole = Math.round(seconds / 60)
  if (whole < 60) return counted(whole, 'minute')
  const rest = whole % 60
  return counted(Math.floor(whole / 60), 'hour') + (rest > 0 ? ` ${counted(rest, 'minute')}` : '')
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
