// What answers and what does not: one row a target, the sparkline where there is room for it, then host and sources.
// Rule: a stale value never looks live: no sparkline, its age, and `?` where the answer would be.
import type { ReactElement } from 'react'
import { memo } from 'react'
import { type HostProps, hostLine, hostRows } from './HostBlock.ts'
import type { SignalState } from './marks.ts'
import { signalMark, signalToken } from './marks.ts'
import { Pane } from './Pane.tsx'
import type { FrameKind } from './rows/frame.ts'
import { contentHeight, contentWidth } from './rows/frame.ts'
import type { Row, Words } from './rows/row.ts'
import { cell, muted, row, segment, segmentsOf, selected, stack } from './rows/row.ts'
import { textWidth } from './rows/text.ts'
import { type SourceRow, sourceRows } from './SourcesBlock.ts'
import type { Sample } from './Sparkline.ts'
import { sparkline } from './Sparkline.ts'

export interface HealthRow {
  readonly id: string
  readonly state: SignalState
  readonly name: string
  /** `500`, `ok`, `timeout`; `–` when unknown. */
  readonly answer: string
  /** `312 ms`, or `–`. */
  readonly latency: string
  readonly spark: readonly Sample[]
  /** Top of the usual range in the spark's unit, so that noise stays low. */
  readonly baseline?: number
  /** `31 % fail`, or the age of a stale value: `last 4 ms at 14:52, 03:10 ago`. */
  readonly note?: Words
  readonly selected?: boolean
}

export interface HealthPaneProps {
  readonly rows: readonly HealthRow[]
  readonly host?: HostProps
  readonly sources?: readonly SourceRow[]
  /** Shown instead of the three blocks, where the pane has room for more. */
  readonly instead?: readonly Row[]
  readonly meta?: Words
  readonly kind: FrameKind
  readonly focused?: boolean
  readonly width: number
  readonly height: number
}

const nameWidth = 9

function sparkRoom(width: number): number {
  return Math.min(30, width - nameWidth - 18)
}

/** One target in a row, two where a failing one has a note and the pane is narrow. */
function healthRows(rows: readonly HealthRow[], width: number): Row[] {
  return rows.flatMap(target => {
    const main = healthRow(target, width)
    const needsRow = target.note && (sparkRoom(width) < 8 || (target.state === 'stale' && width < 50))
    return needsRow ? [main, noteRow(target, width)] : [main]
  })
}

export function healthRow(target: HealthRow, width: number): Row {
  const { state, name, note } = target
  const room = sparkRoom(width)
  const hasSpark = room >= 8 && state !== 'stale'
  const bold = state === 'failing' || state === 'warn'
  const extra: Words = width >= 50 && note ? ['  ', ...segmentsOf(note, 'muted')] : ''
  const cells = Math.min(room, width >= 50 && note ? 14 : 30)
  const main = row(
    signalMark(state),
    ' ',
    cell(name, nameWidth, { token: bold ? signalToken(state, true) : 'text' }),
    ...answerCells(target),
    hasSpark && ['  ', sparkOf(target, cells)],
    extra,
  )
  return selected(main, target.selected)
}

/** The answer and how long it took, in 14 cells; an answer in words takes the place of the time it did not have. */
function answerCells({ state, answer, latency }: HealthRow) {
  const token = signalToken(state, state === 'failing')
  const hasNoTime = latency === '–' && state !== 'stale' && textWidth(answer) > 4
  if (hasNoTime) return [cell(answer, 14, { align: 'right', token })]
  return [
    cell(state === 'stale' ? '?' : answer, 4, { align: 'right', token }),
    cell(latency, 10, {
      align: 'right',
      token: state === 'warn' ? 'warnStrong' : state === 'stale' ? 'muted' : 'text',
    }),
  ]
}

function noteRow(target: HealthRow, width: number): Row {
  const words = segmentsOf(target.note ?? '', target.state === 'stale' ? 'muted' : 'text')
  const used = words.reduce((sum, part) => sum + part.text.length, 4)
  const cells = target.state === 'stale' ? 0 : Math.min(30, width - used - 1)
  return row('  ', words, cells >= 8 && ['  ', sparkOf(target, cells)])
}

function sparkOf({ state, spark, baseline }: HealthRow, cells: number) {
  const token = state === 'ok' ? 'ok' : signalToken(state)
  return sparkline(spark, { cells, ...(baseline !== undefined && { baseline }), token })
}

/** The pane's content: targets, host, sources. Where not all fits the worst stay, and the rest is counted in words. */
export function healthPaneRows(props: HealthPaneProps): Row[] {
  const width = contentWidth(props.kind, props.width)
  const height = contentHeight(props.kind, props.height)
  const { sources = [] } = props
  const nothing = props.rows.length === 0 ? [row(muted('nothing is probed yet'))] : null
  const targets = nothing ?? healthRows(props.rows, width)
  const host = props.host ? hostRows(props.host, width) : []
  const full = stack(targets, host, sourceRows(sources, width))
  if (full.length <= height) return full
  const block =
    props.host && height >= targets.length + host.length + 1 ? host : props.host ? [hostLine(props.host)] : []
  const left = height - block.length - (block.length > 0 ? 1 : 0)
  const forTargets = Math.min(targets.length, sources.length > 0 && left >= 8 ? Math.ceil(left * 0.6) : left)
  const forSources = left - forTargets - 1
  return stack(
    nothing ?? fitting(props.rows, forTargets, one => healthRows([one], width)),
    block,
    forSources >= 3 ? fittingSources(sources, forSources, width) : [],
  )
}

/** As many as fit, in their order; the last row counts the others and says whether they are well. */
function fitting<T extends { readonly state: SignalState }>(
  items: readonly T[],
  height: number,
  rowsOf: (item: T) => readonly Row[],
): Row[] {
  const all = items.flatMap(item => [...rowsOf(item)])
  if (all.length <= height) return all
  const shown: Row[] = []
  let count = 0
  for (const item of items) {
    const rows = rowsOf(item)
    if (shown.length + rows.length > height - 1) break
    shown.push(...rows)
    count += 1
  }
  const hidden = items.slice(count)
  const bad = hidden.filter(one => one.state !== 'ok').length
  return [...shown, row(muted(`+${hidden.length} more, ${bad === 0 ? 'all well' : `${bad} of them not well`}`))]
}

function fittingSources(sources: readonly SourceRow[], height: number, width: number): Row[] {
  const [heading, ...rows] = sourceRows(sources, width)
  const byRow = new Map(sources.map((source, index) => [source, rows[index]]))
  const shown = fitting(sources, height - 1, source => [byRow.get(source) ?? row()])
  return heading ? [heading, ...shown] : []
}

export const HealthPane = memo(function HealthPane(props: HealthPaneProps): ReactElement {
  const { kind, focused, width, height, meta } = props
  const rows = props.instead ?? healthPaneRows(props)
  return <Pane title="Health" {...{ kind, focused, width, height, meta, rows }} />
})

/** A target in the strip: name and latency, the answer too where it is wrong. */
export function healthBrief(target: HealthRow, withSpark = false): Words {
  const bad = target.state === 'failing' || target.state === 'warn'
  return [
    signalMark(target.state),
    segment(` ${target.name}`),
    ...(bad ? [segment(` ${target.answer}`, signalToken(target.state))] : []),
    segment(`  ${target.latency}`),
    ...(withSpark ? [segment('  '), sparkOf(target, 10)] : []),
  ]
}
