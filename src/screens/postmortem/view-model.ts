// The rows of the outline: sections, suggestions, what is missing to close. The lower blocks keep their place.
import { cursor, signalMark } from '../../components/marks.ts'
import {
  blankRow,
  heading,
  muted,
  type Row,
  row,
  segment,
  segmentsOf,
  selected,
  spread,
} from '../../components/rows/row.ts'
import { clock } from '../../components/theme/times.ts'
import { windowAround } from '../../components/window.ts'
import { completenessOf } from '../../postmortem/completeness.ts'
import type { DocumentSection } from '../../postmortem/model.ts'
import { chosenOf } from '../choosing.ts'
import type { Scene } from '../scene.ts'
import { isOutdated } from './exporting.ts'
import { mainSections, moreSections, type OutlineItem, outline, suggestionItems } from './outline.ts'
import { countWritten, standingOf } from './standing.ts'
import { draftName } from './writing-section.ts'

export function outlineMeta({ state }: Scene): string {
  const { done, of } = countWritten(state)
  return of < 10 ? `${done} of ${of} written` : `${done} of ${of}`
}

export function outlineRows(scene: Scene, { width, height }: { width: number; height: number }): Row[] {
  const { name, ids, fallback } = outline(scene)
  const chosen = chosenOf(scene.view, name, ids, fallback)
  const lower = [...suggestedRows(scene, chosen, width), ...closingRows(scene, chosen, width)]
  const [main, more] = [mainSections(scene), moreSections(scene)].map(items =>
    items.map(item => ({ id: item.id, row: itemRow(item, scene, { chosen, width }) })),
  )
  const upper = [...(main ?? []), { id: '', row: blankRow }, ...(more ?? [])]
  const room = Math.max(4, height - lower.length)
  const at = upper.findIndex(one => one.id === chosen)
  const seen = windowAround(upper, Math.max(0, at), room)
  const rows = seen.items.map(one => one.row)
  if (seen.below > 0) lower[0] = row(muted(`  ${seen.below} more below`))
  return [...rows, ...lower]
}

interface Look {
  readonly chosen: string | null
  readonly width: number
}

function itemRow(item: OutlineItem, scene: Scene, { chosen, width }: Look): Row {
  if (item.kind !== 'section') return blankRow
  const { mark, words } = isUnfinished(item.section, scene)
    ? ({ mark: 'warn', words: 'unfinished' } as const)
    : standingOf(item.section, scene.state)
  const here = item.id === chosen
  const token = mark === 'waiting' && !here ? 'muted' : here ? 'strong' : 'text'
  const tone = mark === 'failing' ? 'critical' : mark === 'warn' ? 'warn' : 'muted'
  const left = [cursor(here), segment(' '), signalMark(mark), segment(` ${item.title}`, token)]
  return selected(spread(left, segment(words, tone), width), here)
}

/** Typed and not given yet. */
function isUnfinished({ writes }: DocumentSection, { view }: Scene): boolean {
  return writes !== null && Boolean(view.drafts[draftName(writes)])
}

/** In the outline's few cells; the preview and the notice say it whole. */
const shortNeeds: Readonly<Record<string, string>> = {
  owners: 'owners and dates',
  actionItem: 'one action item',
  mitigations: 'a mitigation is still on',
}

/** One a row; whole and with its reason it stands in the preview. */
function suggestedRows(scene: Scene, chosen: string | null, width: number): Row[] {
  const items = suggestionItems(scene)
  if (items.length === 0) return []
  const rows = items.map(item => {
    const here = item.id === chosen
    const left = [cursor(here), muted(`${item.number} `), segment(item.suggestion.text, here ? 'strong' : 'text')]
    return selected(spread(left, '', width), here)
  })
  return [blankRow, heading('Suggested actions', width, 'a adds'), ...rows]
}

function closingRows(scene: Scene, chosen: string | null, width: number): Row[] {
  const { state } = scene
  const missing = completenessOf(state).demands.filter(one => !one.met)
  const toClose = missing.filter(one => one.need === 'close')
  const advised = missing.filter(one => one.need === 'advised').slice(0, 2)
  const closedAt = state.moments.closed
  const step = (id: string, isDone: boolean, words: string, meta = '') => {
    const here = chosen === id
    const left = [
      cursor(here),
      segment(' '),
      signalMark(isDone ? 'ok' : 'waiting'),
      segment(` ${words}`, here ? 'strong' : 'text'),
    ]
    return selected(spread(left, segmentsOf(meta, 'muted'), width), here)
  }
  const need = (mark: 'failing' | 'warn', words: string) => row('  ', signalMark(mark), ` ${words}`)
  return [
    blankRow,
    heading('To close', width, toClose.length === 0 ? '' : `needs ${toClose.length}`),
    ...toClose.map(one => need('failing', shortNeeds[one.id] ?? one.title)),
    ...advised.map(one => need('warn', shortNeeds[one.id] ?? one.title)),
    step(
      'write',
      state.exports.length > 0,
      state.exports.length > 0 ? 'Written' : 'Write the file',
      isOutdated(state) ? 'changed since' : '',
    ),
    step('close', closedAt !== null, closedAt === null ? 'Close' : 'Closed', closedAt === null ? '' : clock(closedAt)),
  ]
}
