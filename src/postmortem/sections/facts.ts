// The head of the document: when, how long, how bad, and who felt it.
import { impactToSay } from '../../incident/impact-to-say.ts'
import type { IncidentState } from '../../incident/state.ts'
import { windowsWords } from '../impact-windows.ts'
import type { DocumentSection } from '../model.ts'
import { inexactSpan, precisionOf, timeInWords } from '../moments.ts'
import { between, dateOf, notRecorded } from '../spans.ts'
import { clockIn } from '../zone.ts'
import { type Making, section } from './section.ts'

export function factsSection(making: Making): DocumentSection {
  const { state, people } = making
  const rows = [
    { label: 'Date', value: dateWords(state) },
    { label: 'Duration', value: durationWords(state) },
    { label: 'Severity', value: state.severity ?? notRecorded },
    { label: 'Impact', value: people.inWords(impactWords(state)) },
  ]
  return section(making, {
    id: 'facts',
    title: 'Incident Post-Mortem',
    facts: [{ kind: 'facts', rows }],
    nothing: '',
    isSaid: state.severity !== null,
  })
}

/** The first day, and the last where it is another. */
function dateWords({ moments }: IncidentState): string {
  const begun = moments.started ?? moments.declared
  if (begun === null) return notRecorded
  const end = moments.resolved ?? moments.mitigated
  const last = end === null || end < begun ? dateOf(begun) : dateOf(end)
  return last === dateOf(begun) ? last : `${dateOf(begun)} to ${last}`
}

function durationWords(state: IncidentState): string {
  const { started, declared, resolved, mitigated } = state.moments
  const from = started ?? declared
  const to = resolved ?? mitigated
  if (from === null) return notRecorded
  const fromPrecision = precisionOf(state, started === null ? 'declared' : 'started')
  const toPrecision = precisionOf(state, resolved === null ? 'mitigated' : 'resolved')
  const fromWords = timeInWords(from, fromPrecision)
  if (to === null) return `not resolved yet (since ${fromWords}${fromPrecision === 'day' ? '' : ' UTC'})`
  const toWords = timeInWords(to, toPrecision, from)
  const ms = between(from, to)
  if (ms === null)
    return `${notRecorded} (its end, ${toWords} UTC, lies before its start, ${timeInWords(from, fromPrecision, to)})`
  const unit = fromPrecision === 'day' && toPrecision === 'day' ? '' : ' UTC'
  return `${inexactSpan(ms, [fromPrecision, toPrecision])} (${fromWords} - ${toWords}${unit}${local(state, from, to)})${windowsWords(state, from)}`
}

/** The same two times where people were. */
function local({ zone }: IncidentState, from: number, to: number): string {
  const clock = clockIn(zone)
  return clock === null ? '' : `; ${clock(from)} - ${clock(to)} ${zone}`
}

function impactWords(state: IncidentState): string {
  const { sections, title } = state
  const impact = impactToSay(state)
  const written = sections.impact?.text.trim()
  if (written) return written.split(/\n\s*\n/)[0] as string
  if (impact?.trim()) return impact
  return `${notRecorded}${title.trim() === '' ? '' : `; reported as: ${title}`}`
}
