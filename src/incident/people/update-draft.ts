// The update as the program would write it: conditions, what was done since the last one, what is needed, when the next
// one comes. Rule: only what is on the record; stakeholders and the public read no names, hosts, commits or commands.

import { impactToSay } from '../impact-to-say.ts'
import { spanInWords } from '../spans.ts'
import type { FixState, IncidentState } from '../state.ts'
import { type Instant, minute } from '../time.ts'
import type { StatusWord } from '../vocabulary.ts'
import { type Cadence, cadenceOf } from './cadence.ts'

export const audiences = ['stakeholders', 'responders', 'public'] as const
export type Audience = (typeof audiences)[number]

export interface DraftQuestion {
  readonly status: StatusWord
  readonly audience: Audience
  readonly now: Instant
  /** How often others are told, where the configuration says so. */
  readonly cadence?: Cadence
}

/** Long enough for what matters, short enough to be read on a telephone. */
export const longestUpdate = 1000

/** The word that fits where the incident stands: an unbroken window is the end of it. */
export function statusToSay(state: IncidentState): StatusWord {
  return (state.monitor?.completedAt ?? null) !== null ? 'Resolved' : state.statusWord
}

export function draftUpdate(state: IncidentState, question: DraftQuestion): string {
  const { status, audience } = question
  const sentences = [
    ...conditions(state, question),
    ...cause(state, question),
    ...actions(state, question),
    ...(audience === 'responders' ? responderFacts(state) : []),
  ]
  return `${status}: ${sentences.join(' ')}\n\n${closing(state, question)}`
}

/** When the text itself promises the next update, else the severity's cadence from now; null where none follows. */
export function promisedIn(
  text: string,
  state: IncidentState,
  { status, now, cadence: own }: DraftQuestion,
): Instant | null {
  if (status === 'Resolved') return null
  const [, hours, minutes] = /next update (?:by|at|before) (\d{1,2}):(\d\d)/i.exec(text) ?? []
  if (hours !== undefined && Number(hours) < 24 && Number(minutes) < 60) {
    const midnight = now - (now % (24 * 60 * minute))
    const at = midnight + (Number(hours) * 60 + Number(minutes)) * minute
    return at < now ? at + 24 * 60 * minute : at
  }
  const cadence = cadenceOf(state.severity, own)
  return cadence === null ? null : now + cadence
}

/** What people meet: the impact, since when, and until when. */
function conditions(state: IncidentState, { status, now }: DraftQuestion): string[] {
  const { started, mitigated, resolved } = state.moments
  const impact = lowered(sentence(impactOf(state)))
  const since = started === null ? '' : utc(started, now)
  if (status === 'Resolved' || status === 'Monitoring') {
    const end = mitigated ?? resolved
    const span =
      started !== null && end !== null
        ? `From ${since.replace(' UTC', '')} to ${utc(end, now)}`
        : since
          ? `Since ${since}`
          : 'Until then'
    const over = status === 'Resolved' ? 'this is over' : end === null ? 'a fix is in place' : 'it works again'
    const when = end === null ? '' : ` since ${utc(end, now)}`
    return [`${over}${when}.`, `${span}: ${impact}`]
  }
  const isFirst = state.updates.length === 0
  if (!isFirst) return [`this goes on${since ? `, since ${since}` : ''}: ${impact}`]
  return since === '' ? [impact] : [impact, `It began at ${since}.`]
}

function cause(state: IncidentState, { status, audience, now }: DraftQuestion): string[] {
  const { rootCause } = state
  if (rootCause === null) {
    return status === 'Investigating' ? ['The cause is not known yet.'] : []
  }
  if (audience === 'responders') return [`Cause: ${sentence(rootCause.text)}`]
  const hypothesis = state.hypotheses.find(one => one.id === rootCause.hypothesisId)
  const verb = status === 'Monitoring' || status === 'Resolved' ? 'was' : 'is'
  if (hypothesis?.suspectSha) {
    const sha = hypothesis.suspectSha
    const change = state.changes.find(one => sha.startsWith(one.ref) || one.ref.startsWith(sha))
    const when = change ? ` from ${utc(change.at, now)}` : ''
    return [`A change of ours${when} ${verb} the cause.`]
  }
  const isOwn = hypothesis === undefined || hypothesis.byPerson
  return [isOwn || audience === 'public' ? 'The cause is known.' : `The cause ${verb}: ${sentence(hypothesis.title)}`]
}

const done: Record<FixState['kind'], string> = {
  revert: 'It has been reverted.',
  hotfix: 'A correction has been put live.',
  mitigate: 'A measure against it is in place.',
}
const underWay: Record<FixState['kind'], string> = {
  revert: 'We are reverting it.',
  hotfix: 'We are preparing a correction.',
  mitigate: 'We are taking a measure against it.',
}

/** What was done since the last update, and what is being done. */
function actions(state: IncidentState, { status, audience }: DraftQuestion): string[] {
  const since = state.updates.at(-1)?.at ?? Number.NEGATIVE_INFINITY
  const fix = state.fixes.findLast(one => one.state !== 'abandoned')
  const on = state.mitigations.filter(one => one.undoneAt === null)
  const ruledOut = state.hypotheses.filter(one => one.state === 'rejected' && (one.settledAt ?? 0) > since).length
  const said: string[] = []
  if (fix) said.push(fix.state === 'completed' ? done[fix.kind] : status === 'Resolved' ? '' : underWay[fix.kind])
  if (on.length > 0) {
    const names = audience === 'public' ? '' : `: ${on.map(one => one.name).join(', ')}`
    said.push(`A temporary measure is on${names}.`)
  }
  if (ruledOut > 0 && state.rootCause === null) {
    said.push(`${ruledOut === 1 ? 'One possible cause has' : `${ruledOut} possible causes have`} been ruled out.`)
  }
  if (status === 'Investigating' && !fix) said.push('We are working on it.')
  if (status === 'Monitoring') said.push(watching(state))
  return said.filter(text => text !== '')
}

function watching({ monitor }: IncidentState): string {
  const window = monitor ? ` for ${spanInWords(monitor.windowMs)}` : ''
  return `We are watching${window} before we call it resolved.`
}

/** For those who work on it: who does what, and what is needed. */
function responderFacts(state: IncidentState): string[] {
  const roles = Object.entries(state.roles).map(([role, person]) => `${person} is ${role}`)
  const needs = neededNow(state)
  return [
    ...(roles.length > 0 ? [`${sentence(roles.join(', '))}`] : []),
    needs.length > 0 ? `Needed: ${sentence(needs.join('; '))}` : 'Nothing is needed.',
  ]
}

/** What is missing for the work to go on. */
export function neededNow(state: IncidentState): string[] {
  const interrupted = state.commands.some(run => run.outcome === 'unknown')
  const failed = state.fixes.some(fix => fix.state === 'running' && fix.steps.some(step => step.state === 'failed'))
  const isOver = state.moments.resolved !== null
  return [
    !isOver && state.severity === null && 'a severity',
    !isOver && state.impact === null && 'who is affected, and how',
    !isOver && state.roles['incident commander'] === undefined && 'an incident commander',
    failed && 'a look at the step of the fix that failed',
    interrupted && 'a look at the command that was cut off',
    ...state.secondary
      .filter(one => one.settled === null)
      .map(one => `someone for what is new since the fix: ${one.text}`),
  ].filter(one => one !== false)
}

function closing(state: IncidentState, { status, audience, now, cadence: own }: DraftQuestion): string {
  if (status === 'Resolved') {
    return audience === 'public'
      ? 'We are sorry for the trouble. This is the last update.'
      : 'This is the last update. A post-mortem follows.'
  }
  const cadence = cadenceOf(state.severity, own)
  if (cadence === null) return 'Next update when something changes.'
  return `Next update by ${utc(now + cadence, now)}, or sooner if anything changes.`
}

function impactOf(state: IncidentState): string {
  const { title, symptom } = state
  // When it began is said in words of its own.
  return (impactToSay(state) ?? symptom?.text ?? title).replace(/,? since \d\d:\d\d(:\d\d)?( UTC)?\.?$/, '')
}

/** `14:45 UTC`, with the day where it is another one. */
function utc(at: Instant, now: Instant): string {
  const iso = new Date(at).toISOString()
  const day = iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10) ? '' : `${iso.slice(0, 10)} `
  return `${day}${iso.slice(11, 16)} UTC`
}

function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** After a colon; what is written in capitals (POST, API) stays so. */
function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
