// Zoomed health, what changed: commits, deploys, configuration, rollouts, newest first, with the time before it began.
import { edgeCursor } from '../../../components/marks.ts'
import { cell, heading, muted, type Row, row, segment, selected, spread } from '../../../components/rows/row.ts'
import { counted } from '../../../components/theme/numbers.ts'
import { clockOrDate, span } from '../../../components/theme/times.ts'
import { windowAround } from '../../../components/window.ts'
import { minute } from '../../../incident/time.ts'
import type { Change } from '../../../telemetry/types.ts'
import { chosenOf } from '../../choosing.ts'
import type { Scene } from '../../scene.ts'
import { firstSuspect } from '../../suspects.ts'
import type { Room } from './view-kinds.ts'

const list = 'health-changes'
/** A deploy is often noted only when it is over. */
const rollout = 2 * minute

export function changeList({ telemetry, view }: Scene): { name: string; ids: string[] } {
  const wanted = (view.filters.health ?? '').toLowerCase()
  const found = telemetry.changes.filter(one =>
    `${one.kind} ${one.ref} ${one.subject} ${one.author}`.toLowerCase().includes(wanted),
  )
  return { name: list, ids: found.map(idOf) }
}

export function chosenChange(scene: Scene): Change | null {
  const id = chosenOf(scene.view, list, changeList(scene).ids)
  return scene.telemetry.changes.find(one => idOf(one) === id) ?? null
}

export function changeRows(scene: Scene, { width, height }: Room): Row[] {
  const { ids } = changeList(scene)
  if (ids.length === 0)
    return [
      row(
        muted(
          scene.telemetry.changes.length > 0 ? 'no change has such words; / changes the filter' : 'no change is known',
        ),
      ),
    ]
  const chosen = chosenChange(scene)
  const paths = chosen?.paths ?? []
  const pathRows =
    paths.length === 0
      ? []
      : [
          row(),
          heading(`Files of ${chosen?.ref.slice(0, 7)}`, width, counted(paths.length, 'file')),
          ...paths.slice(0, 6).map(path => row(`   ${path}`)),
          ...(paths.length > 6 ? [row(muted(`   +${paths.length - 6} more`))] : []),
        ]
  const shown = windowAround(
    ids,
    Math.max(0, ids.indexOf(chosen ? idOf(chosen) : '')),
    Math.max(3, height - 2 - pathRows.length),
  )
  const rows = shown.items.flatMap(id => {
    const change = scene.telemetry.changes.find(one => idOf(one) === id)
    return change ? [changeRow(change, scene, { width, isHere: change === chosen })] : []
  })
  const more = shown.below > 0 ? [row(muted(`   +${shown.below} older`))] : []
  return [heading('What changed, newest first', width, beganWords(scene)), ...rows, ...more, ...pathRows]
}

function changeRow(change: Change, scene: Scene, { width, isHere }: { width: number; isHere: boolean }): Row {
  const { kind, ref, subject, author, at, repo } = change
  const isSuspect = firstSuspect(scene)?.sha === ref
  const name = /^[0-9a-f]{12,}$/.test(ref) ? ref.slice(0, 7) : ref
  const left = [
    cell(clockOrDate(at, { now: scene.now }), 13, { token: 'muted' }),
    cell(before(at, scene), 22, { token: isSuspect ? 'warn' : 'text' }),
    segment(kind === 'commit' ? '  ' : '↑ ', 'info'),
    cell(kind, 8, { token: 'muted' }),
    cell(name, Math.max(9, Math.min(18, name.length + 2)), { token: isSuspect ? 'warnStrong' : 'strong' }),
    segment(subject),
  ]
  const isOneOfSeveral = new Set(scene.telemetry.changes.map(one => one.repo)).size > 1
  const meta = [isOneOfSeveral ? (repo?.split('/').at(-1) ?? '') : '', author, isSuspect ? 'suspect' : '']
    .filter(Boolean)
    .join(' · ')
  return { ...selected(spread(left, muted(meta), width), isHere), ...edgeCursor(isHere) }
}

function beganAt({ state }: Scene): number | null {
  return state.onset?.at ?? state.moments.started
}

function beganWords(scene: Scene): string {
  const began = beganAt(scene)
  return began === null ? 'no onset is known yet' : `it began ${clockOrDate(began, { now: scene.now })}`
}

/** `15 min before`, `as it began`, `4 min after`. */
function before(at: number, scene: Scene): string {
  const began = beganAt(scene)
  if (began === null) return ''
  if (at > began + rollout) return `${span(at - began)} after`
  return at > began - minute / 2 ? 'as it began' : `${span(began - at)} before`
}

/** A commit and its deploy may have one name: the kind tells them apart. */
function idOf({ kind, ref, at }: Change): string {
  return `${kind} ${ref} ${at}`
}
