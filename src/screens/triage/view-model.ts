// Triage in three decisions: how bad, how wide, and whether there is something to take back at once.
import { type FactLine, factRows, optionRows } from '../../components/OptionList.ts'
import {
  critical,
  heading,
  info,
  muted,
  type Row,
  row,
  segment,
  segmentsOf,
  spread,
  stack,
} from '../../components/rows/row.ts'
import { textWidth } from '../../components/rows/text.ts'
import { counted, percent, rate } from '../../components/theme/numbers.ts'
import { clock, dateOf, span } from '../../components/theme/times.ts'
import { nextStep } from '../../incident/phases/plan.ts'
import { type Severity, severities, severityMeaning } from '../../incident/vocabulary.ts'
import { beganAt } from '../../memory/figures.ts'
import { chosenOf } from '../choosing.ts'
import { failingShare, impactDraftOf, severityDraftOf } from '../drafts.ts'
import type { Scene } from '../scene.ts'
import { likelySuspect } from '../suspects.ts'

export type TriageStep = 'severity' | 'impact' | 'quickWin'
export const severityList = 'triage-severity'

/** The decision that is due; null once all three are taken. */
export function triageStep({ state }: Scene): TriageStep | null {
  return (nextStep(state, 'triage')?.id as TriageStep | undefined) ?? null
}

/** The severity under the cursor: the draft until someone moves. */
export function severityUnderCursor(scene: Scene): Severity {
  const fallback = scene.state.severity ?? severityDraftOf(scene)?.severity ?? 'P2'
  return chosenOf(scene.view, severityList, severities, fallback) as Severity
}

export function triageRows(scene: Scene, { width, height }: { width: number; height: number }): Row[] {
  const isTall = height >= 22
  if (isTall)
    return stack(
      [...severityRows(scene, width), ...[row()], ...whyRows(scene, width, true)],
      blastRows(scene, width, true),
      quickWinRows(scene, width),
      seenBeforeRows(scene, width),
    )
  const hasRoom = height >= 17
  return stack([...severityRows(scene, width), ...whyRows(scene, width, hasRoom)], blastRows(scene, width, hasRoom), [
    quickWinLine(scene, width),
  ])
}

function severityRows(scene: Scene, width: number): Row[] {
  const { state } = scene
  const draft = severityDraftOf(scene)
  const chosen = triageStep(scene) === 'severity' ? severityUnderCursor(scene) : null
  const meta =
    state.severity === null
      ? 'draft from your words and the signals'
      : `set ${clock(state.severityHistory.at(-1)?.at ?? 0)}`
  const items = severities.map(severity => ({
    id: severity,
    code: severity,
    title: severityMeaning[severity].word,
    words: severityMeaning[severity].meaning,
    meta:
      severity === state.severity
        ? info('set')
        : state.severity === null && severity === draft?.severity
          ? info('draft')
          : '',
    selected: severity === chosen,
  }))
  return [heading('Severity', width, meta), ...optionRows({ items, width })]
}

function whyRows(scene: Scene, width: number, hasRoom: boolean): Row[] {
  const why = whyOf(scene)
  if (!why) return []
  const above = severities[severities.indexOf(why.severity) - 1]
  const working = scene.telemetry.health.filter(target => target.state === 'ok').map(target => target.name)
  const facts: (FactLine | false)[] = [
    { label: why.label, words: hasRoom ? why.reasons.join(', ') : reasonsIn(why.reasons, width - 14) },
    hasRoom &&
      above !== undefined &&
      working.length > 0 && {
        label: `Not ${above}`,
        words: `${working.slice(0, 3).join(', ')} still ${working.length === 1 ? 'answers' : 'answer'}`,
      },
  ]
  return factRows(
    facts.filter(fact => fact !== false),
    { width, indent: 3, lines: hasRoom ? 2 : 1 },
  )
}

interface Why {
  readonly severity: Severity
  readonly label: string
  readonly reasons: readonly string[]
}

/** Once it is set the draft speaks only where it has become worse; what was said when it was set stands otherwise. */
function whyOf(scene: Scene): Why | null {
  const { severity, severityHistory } = scene.state
  const draft = severityDraftOf(scene)
  if (severity === null) return draft && { ...draft, label: `Why ${draft.severity}` }
  if (draft && severities.indexOf(draft.severity) < severities.indexOf(severity))
    return { ...draft, label: `Now ${draft.severity}?`, reasons: [...draft.reasons, 's raises it'] }
  const reason = severityHistory.at(-1)?.reason ?? ''
  return reason === '' ? null : { severity, label: `Why ${severity}`, reasons: reason.split(', ') }
}

/** As many whole reasons as stand in one row, the weightiest first. */
function reasonsIn(reasons: readonly string[], room: number): string {
  const counts = reasons.map((_, index) => reasons.length - index)
  const fits = counts.find(count => textWidth(reasons.slice(0, count).join(', ')) <= room) ?? 1
  return reasons.slice(0, fits).join(', ')
}

function blastRows(scene: Scene, width: number, isTall: boolean): Row[] {
  const facts = [errors(scene), endpoint(scene), ...changes(scene, isTall), health(scene)]
  const known = facts.filter(fact => fact !== null)
  const gathered = [errors(scene), endpoint(scene), changes(scene, false)[0] ?? null, health(scene)].filter(
    fact => fact !== null,
  )
  const shown = isTall ? known : known.filter(fact => fact.label !== 'Endpoint' && fact.label !== 'Answers').slice(0, 2)
  return [
    heading('Blast radius', width, `${gathered.length} of 4 gathered`),
    ...factRows([...shown, impact(scene, isTall ? Number.POSITIVE_INFINITY : width - 14)], {
      width,
      indent: 3,
      lines: isTall ? 2 : 1,
    }),
    ...(isTall && scene.state.impact === null ? [row('              ', muted('draft, i edits'))] : []),
  ]
}

function errors(scene: Scene): FactLine | null {
  const share = failingShare(scene)
  const { errorsPerMin, usualErrorsPerMin: usual } = scene.telemetry.rates
  const since = scene.state.moments.started
  const meta = since === null ? '' : `since ${clock(since)}`
  if (share !== null) return { label: 'Errors', words: [critical(percent(share)), segment(' of requests fail')], meta }
  if (scene.telemetry.sources.length === 0) return null
  return {
    label: 'Errors',
    words: `${rate(errorsPerMin)} in the logs${usual === null ? '' : `, usually ${rate(usual)}`}`,
    meta,
  }
}

function endpoint({ requests, state, telemetry }: Scene): FactLine | null {
  const worst = requests.endpoints[0]
  const errorsPerMin = telemetry.rates.errorsPerMin
  const meta = errorsPerMin > 0 ? `${rate(errorsPerMin)} errors` : ''
  if (worst) {
    const more = requests.endpoints.length - 1
    return {
      label: 'Endpoint',
      words: `${worst.endpoint}   ${worst.failed} of ${counted(worst.requests, 'request')} failed${more > 0 ? `, +${more} more` : ''}`,
      meta,
    }
  }
  const named = state.symptom?.endpoint
  return named ? { label: 'Endpoint', words: `${named}   as described`, meta } : null
}

function changes({ telemetry, now }: Scene, isTall: boolean): FactLine[] {
  const known = new Set<string>()
  const recent = telemetry.changes.filter(({ at, ref }) => {
    const isNews = at > now - 6 * 3_600_000 && !known.has(ref)
    known.add(ref)
    return isNews
  })
  const shown = recent.slice(0, isTall ? 3 : 1)
  const rest = recent.length - shown.length
  return shown.map((change, index) => ({
    label: index === 0 ? 'Changes' : '',
    words: `${clock(change.at)}  ${change.ref.slice(0, 7)}  ${change.subject}`,
    meta: index === shown.length - 1 && rest > 0 ? `+${rest} more` : change.author,
  }))
}

function health({ telemetry }: Scene): FactLine | null {
  if (telemetry.health.length === 0) return null
  const failing = telemetry.health.filter(target => target.state === 'failing').map(target => target.name)
  const rest = telemetry.health.length - failing.length
  return {
    label: 'Answers',
    words:
      failing.length > 0
        ? [
            critical(failing.join(', ')),
            segment(` ${failing.length === 1 ? 'fails' : 'fail'}, ${rest} of ${telemetry.health.length} answer`),
          ]
        : telemetry.health.length === 1
          ? 'the one health target'
          : `all ${telemetry.health.length} health targets`,
  }
}

/** When it began stands in a row of its own: it is left out where the sentence would be cut for it. */
function shownImpact(text: string, room: number): string {
  return textWidth(text) + 2 <= room ? text : text.replace(/ since \d\d:\d\d UTC$/, '')
}

function impact(scene: Scene, room: number): FactLine {
  const kept = scene.state.impact
  const isDue = triageStep(scene) === 'impact'
  return {
    label: 'Impact',
    words: segmentsOf(`"${shownImpact(kept ?? impactDraftOf(scene), room)}"`, isDue ? 'strong' : 'text'),
    meta: kept === null ? info('draft') : '',
  }
}

function quickWinRows(scene: Scene, width: number): Row[] {
  const suspect = likelySuspect(scene)
  if (!suspect)
    return [heading('Quick win', width, 'none seen'), row('   ', muted('no change that could be taken back is known'))]
  const rehearsal = scene.state.fixes.findLast(
    fix => fix.kind === 'revert' && fix.targets.includes(suspect.sha),
  )?.rehearsal
  const mark =
    rehearsal?.outcome === 'clean' ? segment('✓', 'ok') : rehearsal ? segment('✗', 'critical') : segment('○', 'muted')
  return [
    heading('Quick win', width, '1 candidate'),
    spread(['   ', mark, ` Revert ${suspect.sha.slice(0, 7)}  ${suspect.subject}`], muted(suspect.author), width),
    row('     ', muted([beforeOnset(scene), rehearsal?.summary ?? 'not rehearsed yet'].filter(Boolean).join(', '))),
    row('     ', segment('r', 'strong'), muted(' go straight to Fix A')),
  ]
}

function quickWinLine(scene: Scene, width: number): Row {
  const suspect = likelySuspect(scene)
  if (!suspect) return row(segment('Quick win', 'strong'), muted('    no change that could be taken back is known'))
  const words = `    revert ${suspect.sha.slice(0, 7)}${beforeOnset(scene) ? `, ${beforeOnset(scene)}` : ''}`
  return spread([segment('Quick win', 'strong'), segment(words)], [segment('r', 'strong'), muted(' fix A')], width)
}

function beforeOnset(scene: Scene): string {
  const at = likelySuspect(scene)?.at ?? null
  const onset = scene.state.moments.started
  return at === null || onset === null || at > onset ? '' : `${span(onset - at)} before it began`
}

/** The past incident that looks most like this one, and what ended it. */
function seenBeforeRows(scene: Scene, width: number): Row[] {
  const found = scene.past.similarTo(scene.state)
  const best = found[0]
  if (!best) return []
  const { title, cure, fixes } = best.digest
  const cured = fixes.find(fix => fix.worked)?.title ?? cure?.title
  return [
    heading('Seen before', width, `${found.length} alike, best ${best.score} of 100`),
    spread(['   ', segment(title)], muted(dateOf(beganAt(best.digest) ?? 0)), width),
    row('     ', muted(cured ? `fixed by: ${cured}` : `cause: ${best.digest.rootCause ?? 'not recorded'}`)),
    row('     ', segment('I', 'strong'), muted(' why it looks alike, and what was done')),
  ]
}
