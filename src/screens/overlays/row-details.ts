// One row of the timeline in full: when, who, every form it had, and what it is about.

import { blankRow, cell, heading, muted, type Row, row, segment } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { clockSeconds, dateOf, span } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import type { IncidentState, TimelineRow } from '../../incident/state.ts'
import { kindOf } from '../../incident/timeline-kinds.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind, OverlayOf } from '../overlay.ts'
import { overlayRoom } from '../overlay-room.ts'
import { editEntry } from '../panes/timeline/tool.ts'
import { watchRun } from '../running.ts'
import type { Scene } from '../scene.ts'
import { scrollSteps } from '../scroll-steps.ts'

export const rowOverlay: OverlayKind<'row'> = {
  look: (overlay, scene, { width, height }) => {
    const rows = detailRows(overlay, scene, width)
    const from = Math.max(0, Math.min(overlay.top, rows.length - height))
    const below = rows.length - from - height
    return {
      title: 'Timeline row',
      meta: below > 0 ? `${below} more rows below` : '',
      rows: rows.slice(from, from + height),
      at: 'top',
    }
  },
  next: (overlay, scene) => {
    const run = runOf(overlay, scene)
    if (!run) return { action: 'close', run: (_, hands) => hands.change(popOverlay) }
    return {
      action: 'show the whole output',
      run: (_, hands) => {
        hands.change(popOverlay)
        watchRun(run.runId, hands)
      },
    }
  },
  hints: () => [
    { key: '↑↓', label: 'scroll' },
    { key: 'i', label: 'edit' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    const of = rowNamed(overlay, scene)
    if (key === 'i' && of) {
      hands.change(popOverlay)
      return editEntry('text')(of, scene, hands)
    }
    const by = scrollSteps[key]
    if (by === undefined) return
    const { width, height } = overlayRoom(scene)
    const last = Math.max(0, detailRows(overlay, scene, width).length - height)
    hands.change(replaceOverlay({ ...overlay, top: Math.max(0, Math.min(last, overlay.top + by)) }))
  },
}

function rowNamed({ target }: OverlayOf<'row'>, { state }: Scene): TimelineRow | undefined {
  return state.timeline.find(one => one.id === target)
}

function runOf(overlay: OverlayOf<'row'>, scene: Scene) {
  const of = rowNamed(overlay, scene)
  return of && scene.state.commands.find(run => run.runId === of.about)
}

function detailRows(overlay: OverlayOf<'row'>, scene: Scene, width: number): Row[] {
  const of = rowNamed(overlay, scene)
  if (!of) return [row(muted('This row was taken back.'))]
  return [
    ...wrapText(of.text, width).map(line => row(segment(line, 'strong'))),
    blankRow,
    ...factRows(of, scene, width),
    ...evidenceRows(of, scene.state, width),
    ...outputRows(overlay, scene, width),
    ...signalRows(of, scene.state, width),
    ...versionRows(of, width),
    ...joinedRows(of, width),
  ]
}

function fact(label: string, value: string, width: number): Row[] {
  return wrapText(value, width - 11).map((line, index) =>
    row(cell(index === 0 ? label : '', 11, { token: 'muted' }), line),
  )
}

function factRows(of: TimelineRow, { state }: Scene, width: number): Row[] {
  const until = of.endsAt === undefined ? '' : ` until ${clockSeconds(of.endsAt)}`
  const about = of.precision === 'about' ? 'about ' : ''
  const clock = of.precision === 'day' ? 'some time of the day' : `${about}${clockSeconds(of.at)}${until} UTC`
  const second = state.zone ? `, ${clockSeconds(of.at, state.zone)} ${state.zone}` : ''
  const later = of.recordedAt - of.at
  return [
    ...fact('when', `${dateOf(of.at)}, ${clock}${second}`, width),
    ...fact('written', `${clockSeconds(of.recordedAt)} UTC${later > 60_000 ? `, ${span(later)} later` : ''}`, width),
    ...fact('by', of.who ? `${of.by}, about ${of.who}` : of.by, width),
    ...fact('kind', `${kindOf(of)}${of.key ? ', a key moment' : ''}`, width),
  ]
}

function evidenceRows(of: TimelineRow, { evidence }: IncidentState, width: number): Row[] {
  const cited = evidence.find(one => one.id === of.about)
  if (!cited) return []
  const name = `Evidence${cited.label ? ` ${cited.label}` : ''}, ${cited.source}`
  return [blankRow, heading(name, width), ...block(cited.detail, width)]
}

/** The command in full, how it ended, and the last it printed. */
function outputRows(overlay: OverlayOf<'row'>, scene: Scene, width: number): Row[] {
  const run = runOf(overlay, scene)
  if (!run) return []
  const ended = run.exitCode === null ? (run.outcome ?? run.state) : `exit ${run.exitCode}`
  const took = run.durationMs === null ? '' : `, ${span(run.durationMs)}`
  return [
    blankRow,
    heading('Command', width, `${ended}${took}${run.label ? ` · ${run.label}` : ''}`),
    ...wrapText(`$ ${commandLine(run.spec)}`, width, 2).map(line => row(line)),
    ...(run.spec.cwd ? [row(muted(`in ${run.spec.cwd}`))] : []),
    ...(run.tail.trim() === '' ? [row(muted('it printed nothing'))] : block(run.tail, width)),
  ]
}

function signalRows(of: TimelineRow, { observations }: IncidentState, width: number): Row[] {
  const seen = observations.find(one => one.id === of.id)
  const figures = Object.entries(seen?.figures ?? {})
  if (!seen || figures.length === 0) return []
  return [
    blankRow,
    heading('What was seen', width),
    ...figures.flatMap(([name, value]) => fact(name, String(value), width)),
  ]
}

function versionRows({ versions = [] }: TimelineRow, width: number): Row[] {
  if (versions.length === 0) return []
  const rows = versions.flatMap(({ text, at, by, writtenAt }, index) => {
    const which = index === 0 ? 'first' : index === versions.length - 1 ? 'now' : `change ${index}`
    const head = `${clockSeconds(at)}, written ${clockSeconds(writtenAt)} by ${by.replace(/@.*$/, '')}`
    return [...fact(which, head, width), ...fact('', text, width)]
  })
  return [blankRow, heading('Every form it had', width), ...rows]
}

function joinedRows({ joined = [] }: TimelineRow, width: number): Row[] {
  if (joined.length === 0) return []
  const rows = joined.flatMap(one => fact(clockSeconds(one.at), `${one.text} (${one.by.replace(/@.*$/, '')})`, width))
  return [blankRow, heading('Joined with it', width), ...rows]
}

function block(text: string, width: number): Row[] {
  return text
    .trimEnd()
    .split('\n')
    .flatMap(line => wrapText(line, width))
    .map(line => row(line))
}
