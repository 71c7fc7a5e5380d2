// The course of the incident: who detected it and how, what was done about it, and where the minutes went.

import { spanInWords } from '../../incident/spans.ts'
import type { IncidentState } from '../../incident/state.ts'
import { type Phase, phases, phaseTitle } from '../../incident/vocabulary.ts'
import { stretchesOf } from '../milestones.ts'
import type { DocumentSection, ListItem } from '../model.ts'
import { momentInWords } from '../moments.ts'
import { clockOf } from '../spans.ts'
import { confirmation } from './confirmation.ts'
import { list, type Making, prose, section } from './section.ts'

export function detectionSection(making: Making): DocumentSection {
  const { state } = making
  const rows = [
    { label: 'Started', value: momentInWords(state, 'started', { moment: 'started', called: '' }) },
    { label: 'Detected', value: momentInWords(state, 'detected', { moment: 'started', called: 'the start' }) },
    ...(state.origin === 'import'
      ? []
      : [{ label: 'Declared', value: momentInWords(state, 'declared', { moment: 'detected', called: 'detection' }) }]),
    ...(state.moments.acknowledged === null
      ? []
      : [
          {
            label: 'Acknowledged',
            value: momentInWords(state, 'acknowledged', { moment: 'detected', called: 'detection' }),
          },
        ]),
  ]
  const how = howDetected(making)
  return section(making, {
    id: 'detection',
    title: 'Detection',
    writes: 'detection',
    draft: how === null ? [] : [prose(how)],
    facts: [{ kind: 'facts', rows }],
    nothing: 'Not recorded.',
  })
}

/** The first alarm where one came before the declaration, else the person who declared. */
function howDetected({ state, people }: Making): string | null {
  const { declared } = state.moments
  const said = state.momentWhy.detected
  if (said) return people.inWords(said)
  const alarm = firstAlarm(state)
  if (alarm) return people.inWords(`By a rule: ${alarm.text}.`)
  if (declared === null) return null
  if (state.origin === 'import') return null
  if (state.origin === 'alert') return `By an alert: ${state.title}.`
  const who = people.beside(state.declaredBy)
  return `By a person${who === '' ? '' : ` (${who})`}: no rule had said so before it was declared.`
}

/** The first critical observation up to the declaration (of an import: up to detection), or null. */
export function firstAlarm({ observations, moments, origin }: IncidentState) {
  const known = origin === 'import' ? moments.detected : moments.declared
  return observations.find(one => one.level === 'critical' && (known === null || one.at <= known)) ?? null
}

export function resolutionSection(making: Making): DocumentSection {
  const { state, people } = making
  const fixes = state.fixes.map((one): ListItem => {
    const steps = one.steps
      .filter(step => step.state !== 'todo')
      .map(step => ({ text: `${step.title}: ${step.state}${step.detail ? ` (${step.detail})` : ''}` }))
    return { text: people.inWords(`${one.title} (${one.state})`), children: steps }
  })
  const mitigations = state.mitigations.map((one): ListItem => {
    const judged = one.judged ? `, ${one.judged.worked ? 'worked' : 'did not work'}${detail(one.judged.detail)}` : ''
    const standing = one.undoneAt === null ? 'still on' : `undone at ${clockOf(one.undoneAt)} UTC`
    return { text: `Mitigation ${one.name} at ${clockOf(one.appliedAt)} UTC${judged}, ${standing}` }
  })
  return section(making, {
    id: 'resolution',
    title: 'Resolution',
    writes: 'resolution',
    facts: [...list([...fixes, ...mitigations]), ...confirmation(state)],
    nothing: 'No fix is recorded.',
  })
}

function detail(text: string): string {
  return text === '' ? '' : `: ${text}`
}

export function minutesSection(making: Making): DocumentSection {
  const { state } = making
  const rows = stretchesOf(state).map(one => [
    one.title,
    `${one.from} to ${one.to}`,
    `${one.took}${one.costMost ? ' (cost most)' : ''}`,
  ])
  const spent = state.origin === 'import' ? [] : phases.filter(phase => spentIn(state, phase) > 0)
  const inPhases = spent.map(phase => ({ label: phaseTitle[phase], value: spanInWords(spentIn(state, phase)) }))
  return section(making, {
    id: 'minutes',
    title: 'Where the Minutes Went',
    facts: [
      { kind: 'table', head: ['Stretch', 'From, to', 'Took'], rows },
      ...(inPhases.length > 0
        ? [prose('Spent in the phases of the plan:'), { kind: 'facts' as const, rows: inPhases }]
        : []),
    ],
    nothing: 'Not recorded.',
  })
}

function spentIn(state: IncidentState, phase: Phase): number {
  const { spentMs, currentSince } = state.phases[phase]
  const end = state.moments.closed ?? state.moments.resolved
  return spentMs + (currentSince !== null && end !== null ? Math.max(0, end - currentSince) : 0)
}

export function communicationSection(making: Making): DocumentSection {
  const { state } = making
  const first = state.updates[0]?.at
  const items = state.updates.map(one => {
    const failed = one.channels.filter(channel => channel.state === 'failed').map(channel => channel.name)
    const lost = failed.length > 0 ? ` (not delivered through ${failed.join(', ')})` : ''
    return `${clockOf(one.at, first)} UTC, ${one.status}, to ${one.audience}: ${one.text}${lost}`
  })
  return section(making, {
    id: 'communication',
    title: 'Communication',
    facts: list(items),
    nothing: 'No update is recorded.',
  })
}
