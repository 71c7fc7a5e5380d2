// The incidents one can go back to. The list only draws: its keys are decoded at the root like all others, because
// Down and Enter may arrive as one burst, and the list would still resume the incident above.
import SelectInput from 'ink-select-input'
import type { ReactElement } from 'react'
import { type IncidentItem, incidentRows } from '../../components/IncidentList.ts'
import { Rows } from '../../components/rows/Line.tsx'
import { muted, row, segment } from '../../components/rows/row.ts'
import { dateOf, span } from '../../components/theme/times.ts'
import { hour } from '../../incident/time.ts'
import type { IncidentDigest } from '../../memory/digest.ts'
import type { Scene } from '../scene.ts'

export interface OpenIncidentsProps {
  readonly open: readonly IncidentDigest[]
  /** Its id. */
  readonly chosen: string | null
  readonly height: number
  readonly scene: Scene
}

export function OpenIncidents({ open, chosen, height, scene }: OpenIncidentsProps): ReactElement {
  const { width } = scene.layout.screen
  if (open.length === 0) return <Rows rows={[row('   ', muted('no incident is open'))]} width={width} />
  const at = Math.max(
    0,
    open.findIndex(state => state.id === chosen),
  )
  const focused = scene.view.start.focus === 'list'
  const items = open.map((state, index) => ({
    label: state.title,
    value: state.id ?? '',
    key: state.id ?? '',
    shown: itemOf(state, scene.now, focused && index === at),
    width,
  }))
  return (
    <SelectInput
      key={at}
      items={items}
      initialIndex={at}
      isFocused={false}
      limit={height}
      indicatorComponent={Nothing}
      itemComponent={IncidentRow}
    />
  )
}

interface IncidentRowProps {
  readonly label: string
  readonly shown?: IncidentItem
  readonly width?: number
}

function IncidentRow({ shown, width = 0 }: IncidentRowProps): ReactElement | null {
  if (!shown) return null
  const rows = incidentRows([shown], width - 4).map(of => ({ ...of, segments: [segment('  '), ...of.segments] }))
  return <Rows rows={rows} width={width} />
}

function Nothing() {
  return null
}

function itemOf(state: IncidentDigest, now: number, selected: boolean): IncidentItem {
  const since = state.moments.started ?? state.moments.declared ?? now
  const isClosed = state.status === 'closed'
  return {
    id: state.id ?? '',
    severity: state.severity,
    status: isClosed ? 'closed' : state.statusWord.toLowerCase(),
    title: state.drill ? `${state.title} (drill)` : state.title,
    age: isClosed ? closedWords(state.moments.closed, now) : `open ${span(now - since)}`,
    closed: isClosed,
    who: state.declaredBy.replace(/@.*$/, ''),
    selected,
  }
}

/** `3 min ago`, `2 h 10 min ago`, `yesterday`, `24 Mar`. */
function closedWords(at: number | null, now: number): string {
  if (at === null) return ''
  if (now - at < 12 * hour) return `${span(now - at)} ago`
  return dateOf(at) === dateOf(now - 24 * hour) ? 'yesterday' : dateOf(at).replace(/ \d{4}$/, '')
}
