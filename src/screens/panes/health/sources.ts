// Zoomed health, the sources: where the facts come from, whether they still come, and what cannot be seen and why.
import { edgeCursor, signalMark, signalToken } from '../../../components/marks.ts'
import {
  cell,
  heading,
  muted,
  type Row,
  row,
  segment,
  segmentsOf,
  selected,
  spread,
} from '../../../components/rows/row.ts'
import { bytes, counted, rate, thousands } from '../../../components/theme/numbers.ts'
import { clockSeconds } from '../../../components/theme/times.ts'
import { windowAround } from '../../../components/window.ts'
import { chosenOf } from '../../choosing.ts'
import type { Scene } from '../../scene.ts'
import { sortedSources } from '../health.ts'
import type { Room } from './view-kinds.ts'

const list = 'health-sources'

export function sourceList(scene: Scene): { name: string; ids: string[] } {
  const wanted = (scene.view.filters.health ?? '').toLowerCase()
  return {
    name: list,
    ids: sortedSources(scene)
      .map(one => one.name)
      .filter(name => name.toLowerCase().includes(wanted)),
  }
}

/** The log source under the cursor; null where it is no log. */
export function chosenLog(scene: Scene): string | null {
  const name = chosenOf(scene.view, list, sourceList(scene).ids)
  return scene.telemetry.sources.some(one => one.name === name) ? name : null
}

export function sourceRowsZoomed(scene: Scene, { width, height }: Room): Row[] {
  const { ids } = sourceList(scene)
  if (ids.length === 0) return [row(muted('nothing is watched'))]
  const chosen = chosenOf(scene.view, list, ids)
  const all = sortedSources(scene)
  const details = detailRows(chosen ?? '', scene, width)
  const shown = windowAround(ids, Math.max(0, ids.indexOf(chosen ?? '')), Math.max(3, height - 2 - details.length))
  const bad = all.filter(one => one.state !== 'ok').length
  const rows = shown.items.flatMap(name => {
    const one = all.find(source => source.name === name)
    if (!one) return []
    const left = [segment(' '), signalMark(one.state), segment(' '), cell(name, Math.min(34, Math.floor(width / 2)))]
    const made = spread([...left, ...segmentsOf(one.words, signalToken(one.state))], '', width)
    return [{ ...selected(made, name === chosen), ...edgeCursor(name === chosen) }]
  })
  const more = shown.below > 0 ? [row(muted(`   +${shown.below} more`))] : []
  const meta = `${counted(all.length, 'source')}, ${bad === 0 ? 'all well' : `${bad} not`}`
  return [heading('Sources', width, meta), ...rows, ...more, ...details]
}

function detailRows(name: string, { telemetry }: Scene, width: number): Row[] {
  const source = telemetry.sources.find(one => one.name === name)
  if (!source) return []
  const fact = (label: string, words: string) => row(cell(label, 13, { token: 'muted' }), words)
  return [
    row(),
    heading(name, width, source.kind),
    fact('state', [source.state, source.reason].filter(Boolean).join(': ')),
    fact(
      'lines',
      `${thousands(source.lines)} read, ${rate(source.linesPerMin)}, of them ${rate(source.errorsPerMin)} errors`,
    ),
    fact('last line', source.lastAt === null ? 'none yet' : clockSeconds(source.lastAt)),
    fact('behind', source.lagBytes > 0 ? `${bytes(source.lagBytes)} not read yet` : 'nothing waits'),
    fact('dropped', `${thousands(source.dropped)} lines had to make room for newer ones`),
  ]
}
