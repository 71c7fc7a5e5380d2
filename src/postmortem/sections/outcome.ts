// What it cost and what follows from it: the impact in numbers, the action items, the summary.
import { impactToSay } from '../../incident/impact-to-say.ts'
import { spanInWords } from '../../incident/spans.ts'
import type { IncidentState } from '../../incident/state.ts'
import { feltWithin, windowWords } from '../impact-windows.ts'
import type { DocumentSection, Task } from '../model.ts'
import { between, clockOf, notRecorded } from '../spans.ts'
import { undoing } from '../undoing.ts'
import { type Making, prose, section } from './section.ts'

export function summarySection(making: Making): DocumentSection {
  return section(making, { id: 'summary', title: 'Summary', writes: 'summary', nothing: 'Not recorded.' })
}

/** How things stood before, and what led up to it. */
export function backgroundSection(making: Making): DocumentSection {
  return section(making, { id: 'background', title: 'Background', writes: 'background', nothing: 'Not recorded.' })
}

export function lessonsSection(making: Making): DocumentSection {
  return section(making, { id: 'lessons', title: 'Lessons Learned', writes: 'lessons', nothing: 'Not recorded.' })
}

export function impactSection(making: Making): DocumentSection {
  const { state, people } = making
  const impact = impactToSay(state)
  const endpoint = state.symptom?.endpoint
  const affected = endpoint ? [{ label: 'Affected', value: endpoint }] : []
  const rows = [...affected, ...windowRows(state), ...figureRows(making), ...severityRows(state)]
  return section(making, {
    id: 'impact',
    title: 'Impact in Numbers',
    writes: 'impact',
    draft: impact === null ? [] : [prose(people.inWords(impact))],
    facts: rows.length === 0 ? [] : [{ kind: 'facts', rows }],
    nothing: 'Not recorded.',
    isSaid: state.impact !== null || state.impactFigures.some(one => one.byPerson),
  })
}

function windowRows({ impactWindows, moments }: IncidentState): { label: string; value: string }[] {
  const beside = moments.started ?? moments.declared ?? 0
  return impactWindows.map((window, index) => ({ label: `Window ${index + 1}`, value: windowWords(window, beside) }))
}

function figureRows({ state, people }: Making): { label: string; value: string }[] {
  return state.impactFigures.map(({ measure, value, unit, precision, source }) => {
    const about = precision === null ? '' : 'about '
    const known = source === '' ? '' : ` (${source})`
    const of = unit.replace(/\d{4,}/g, digits => figure(Number(digits)))
    return { label: sentenceCase(measure), value: people.inWords(`${about}${figure(value)} ${of}`.trim() + known) }
  })
}

/** `3,700,000`, `4.71`. */
export function figure(value: number): string {
  const [whole = '', fraction] = String(Math.round(value * 1000) / 1000).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** How long users felt it at each severity, from the start of the impact (or the declaration) to its end. */
function severityRows({ severityHistory, moments, impactWindows }: IncidentState): { label: string; value: string }[] {
  const end = moments.resolved ?? moments.mitigated
  const began = moments.started ?? moments.declared
  const spans = new Map<string, number | null>()
  for (const [index, { severity, at }] of severityHistory.entries()) {
    const from = index === 0 && began !== null ? Math.min(began, at) : at
    const next = severityHistory[index + 1]?.at ?? end
    const to = next === null || end === null ? next : Math.min(next, end)
    const whole = between(from, to)
    const ms = whole === null || to === null ? null : feltWithin(impactWindows, from, to)
    spans.set(severity, ms === null ? (spans.get(severity) ?? null) : (spans.get(severity) ?? 0) + ms)
  }
  return [...spans].map(([severity, ms]) => ({
    label: `At ${severity}`,
    value: ms === null ? (end === null ? 'until now' : notRecorded) : spanInWords(ms),
  }))
}

export function actionItemsSection(making: Making): DocumentSection {
  const { state } = making
  const items = [...state.actionItems.filter(item => !item.dropped).map(taskOf), ...standingMitigations(state)]
  return section(making, {
    id: 'actionItems',
    title: 'Action Items',
    facts: items.length === 0 ? [] : [{ kind: 'tasks', items }],
    nothing: 'None is recorded.',
    isSaid: state.actionItems.some(item => !item.dropped),
  })
}

function taskOf(item: IncidentState['actionItems'][number]): Task {
  const { id, text, kind, priority, owner, due, link, done } = item
  return { id, text, kind, priority, owner, due, link, done }
}

/** A mitigation that is still on is an open task until it is undone, taken up or not. */
function standingMitigations({ mitigations, actionItems }: IncidentState): Task[] {
  return mitigations
    .filter(one => one.undoneAt === null && !actionItems.some(item => item.suggestion === `undo:${one.id}`))
    .map(one => ({
      id: null,
      text: `${undoing(one)}, on since ${clockOf(one.appliedAt)} UTC`,
      kind: 'mitigate',
      priority: 'high',
      owner: null,
      due: null,
      link: null,
      done: false,
    }))
}
