// The rows of the four views over past incidents.
import { bar } from '../../components/Bar.ts'
import { incidentRows } from '../../components/IncidentList.ts'
import { cursor } from '../../components/marks.ts'
import {
  cell,
  heading,
  labelled,
  muted,
  type Row,
  row,
  segment,
  selected,
  spread,
  stack,
} from '../../components/rows/row.ts'
import { sparkline } from '../../components/Sparkline.ts'
import { clockOrDate, dateOf, span } from '../../components/theme/times.ts'
import { windowAround } from '../../components/window.ts'
import { severities } from '../../incident/vocabulary.ts'
import type { IncidentDigest } from '../../memory/digest.ts'
import { beganAt, definitions, figuresOf, type OpenAction, type Spread, type TimeTo } from '../../memory/figures.ts'
import type { SimilarIncident } from '../../memory/similar.ts'

interface Place {
  readonly width: number
  readonly height: number
  /** The chosen item. */
  readonly index: number
  readonly now: number
}

/** The list, and what is known of the chosen one under it. */
export function incidentListRows(digests: readonly IncidentDigest[], place: Place): Row[] {
  const { width, height, index, now } = place
  if (digests.length === 0) return [row('  ', muted('no incident fits; Ctrl-U clears the words'))]
  const detail = detailRows(digests[index], place)
  const room = Math.max(3, height - detail.length - 1)
  const { items, from } = windowAround(digests, index, room)
  const list = incidentRows(
    items.map((one, at) => ({
      id: one.id,
      severity: one.severity,
      status: one.status === 'open' ? one.statusWord.toLowerCase() : one.status,
      title: one.drill === null ? one.title : `${one.title} (drill)`,
      age: whenOf(one, now),
      who: one.declaredBy.replace(/@.*$/, ''),
      closed: one.status === 'closed',
      selected: from + at === index,
    })),
    width,
  )
  const filler = Array.from({ length: Math.max(0, room - list.length) }, () => row())
  return [...list, ...filler, row(), ...detail]
}

export function similarRows(found: readonly SimilarIncident[], { width, index, now }: Place): Row[] {
  if (found.length === 0)
    return [row('  ', muted('no past incident looks like this one yet; evidence and causes are compared as they come'))]
  return stack(
    ...found.map(({ digest, score, reasons }, at) => {
      const left = [cursor(at === index), segment(' '), segment(digest.title, at === index ? 'strong' : 'text')]
      return [
        selected(
          spread(left, [muted(`${whenOf(digest, now)}   `), ...bar(score / 100), segment(` ${score}`)], width),
          at === index,
        ),
        ...reasons.map(reason => row('    ', muted('+ '), segment(reason.text))),
        labelled('    Cause', digest.rootCause ?? muted('not recorded'), { width, labelWidth: 13 }),
        labelled('    Fixed by', cureWords(digest), { width, labelWidth: 13 }),
      ]
    }),
  )
}

export function figureRows(digests: readonly IncidentDigest[], { width }: Place): Row[] {
  const figures = figuresOf(digests)
  if (figures.count === 0) return [row('  ', muted('no incident fits'))]
  const most = Math.max(1, ...severities.map(name => figures.bySeverity[name]))
  const cells = Math.min(30, figures.months.length)
  return stack(
    [
      heading('How many', width, `${figures.count} incidents, ${figures.open} open`),
      ...severities.map(name =>
        row(
          '  ',
          cell(name, 4),
          bar(figures.bySeverity[name] / most),
          cell(String(figures.bySeverity[name]), 6, { align: 'right' }),
        ),
      ),
      ...(figures.bySeverity.none > 0 ? [row('  ', muted(`${figures.bySeverity.none} without a severity`))] : []),
    ],
    [
      heading('How long', width, 'median, range, of how many'),
      ...(Object.keys(definitions) as TimeTo[]).map(name =>
        spread(['  ', cell(name, 10), ...spreadWords(figures.times[name])], muted(definitions[name]), width),
      ),
    ],
    [
      heading('By month', width, monthsWords(figures.months)),
      row('  ', {
        ...sparkline(
          figures.months.map(one => one.count),
          { cells, token: 'info' },
        ),
        spoken: '',
      }),
    ],
    figures.repeated.length === 0
      ? []
      : [
          heading('Came again', width, 'causes of more than one incident'),
          ...figures.repeated
            .slice(0, 6)
            .map(({ cause, ids }) => spread(['  ', segment(cause)], segment(`${ids.length} times`), width)),
        ],
  )
}

export function actionRows(items: readonly OpenAction[], place: Omit<Place, 'now'>): Row[] {
  const { width, height, index } = place
  if (items.length === 0) return [row('  ', muted('nothing is left to do'))]
  const { items: shown, from } = windowAround(items, index, height)
  return shown.map((item, at) => {
    const isChosen = from + at === index
    const left = [
      cursor(isChosen),
      segment(' '),
      cell(item.priority, 8, { token: item.priority === 'high' ? 'warn' : 'muted' }),
      segment(item.text, isChosen ? 'strong' : 'text'),
      muted(`  ${item.incidentTitle}`),
    ]
    const right = [muted(`${item.owner ?? 'no owner'}   `), segment(`open ${span(item.ageMs)}`)]
    return selected(spread(left, right, width), isChosen)
  })
}

function detailRows(one: IncidentDigest | undefined, { width }: Place): Row[] {
  if (!one) return []
  const { started, mitigated, resolved } = one.moments
  const since = (end: number | null) =>
    started === null || end === null || end < started ? 'n/a' : span(end - started)
  return [
    heading('Chosen', width, one.id),
    labelled('  Cause', one.rootCause ?? muted('not recorded'), { width, labelWidth: 13 }),
    labelled('  Fixed by', cureWords(one), { width, labelWidth: 13 }),
    labelled('  Took', `${since(mitigated)} to mitigate, ${since(resolved)} to resolve`, { width, labelWidth: 13 }),
    labelled('  To do', todoWords(one), { width, labelWidth: 13 }),
  ]
}

function cureWords({ fixes, cure }: IncidentDigest) {
  const worked = fixes.filter(fix => fix.worked).map(fix => fix.title)
  if (worked.length > 0) return worked.join(', ')
  return cure?.title ?? muted('not recorded')
}

function todoWords({ actions }: IncidentDigest): string {
  const open = actions.filter(action => !action.done)
  return open.length === 0 ? 'nothing open' : `${open.length} open: ${open.map(action => action.text).join(', ')}`
}

function whenOf(one: IncidentDigest, now: number): string {
  const at = beganAt(one)
  if (at === null) return 'n/a'
  return now - at < 20 * 3_600_000 ? clockOrDate(at, { now }) : dateOf(at)
}

function spreadWords(spread: Spread | null) {
  if (spread === null) return [muted('n/a')]
  return [segment(cellOf(span(spread.median))), muted(`${span(spread.least)} to ${span(spread.most)}, of ${spread.of}`)]
}

function cellOf(text: string): string {
  return text.padEnd(14)
}

function monthsWords(months: readonly { readonly month: string; readonly count: number }[]): string {
  const [first, last] = [months[0], months.at(-1)]
  return first && last ? `${first.month} to ${last.month}, at most ${Math.max(...months.map(one => one.count))}` : ''
}
