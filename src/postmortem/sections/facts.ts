// The head of the document: when, how long, how bad, and who felt it.
import type { IncidentState } from '../../incident/state.ts'
import type { DocumentSection } from '../model.ts'
import { between, clockOf, dateOf, notRecorded, spanInWords } from '../spans.ts'
import { type Making, section } from './section.ts'

export function factsSection(making: Making): DocumentSection {
  const { state } = making
  const begun = state.moments.started ?? state.moments.declared
  const rows = [
    { label: 'Date', value: begun === null ? notRecorded : dateOf(begun) },
    { label: 'Duration', value: durationWords(state) },
    { label: 'Severity', value: state.severity ?? notRecorded },
    { label: 'Impact', value: impactWords(state) },
  ]
  return section(making, {
    id: 'facts',
    title: 'Incident Post-Mortem',
    facts: [{ kind: 'facts', rows }],
    nothing: '',
    isSaid: state.severity !== null,
  })
}

function durationWords({ moments }: IncidentState): string {
  const { started, declared, resolved, mitigated } = moments
  const from = started ?? declared
  const to = resolved ?? mitigated
  if (from === null) return notRecorded
  if (to === null) return `not resolved yet (since ${clockOf(from)} UTC)`
  const ms = between(from, to)
  if (ms === null) return `${notRecorded} (it ends at ${clockOf(to, from)} UTC, before it starts at ${clockOf(from)})`
  return `${spanInWords(ms)} (${clockOf(from)} - ${clockOf(to, from)} UTC)`
}

function impactWords({ sections, impact, title }: IncidentState): string {
  const written = sections.impact?.text.trim()
  if (written) return written.split(/\n\s*\n/)[0] as string
  return impact ?? `${notRecorded}${title === '' ? '' : `; reported as: ${title}`}`
}
