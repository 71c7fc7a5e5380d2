// One event of the log as a whole: where it comes from, every field, pretty JSON or the lines as they came.

import { factRows } from '../../components/OptionList.ts'
import { heading, muted, type Row, row, segment } from '../../components/rows/row.ts'
import { wrapText } from '../../components/rows/text.ts'
import { counted } from '../../components/theme/numbers.ts'
import { clockMillis, dateOf } from '../../components/theme/times.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { HeldEvent } from '../../telemetry/held-event.ts'
import { structuredLine } from '../../telemetry/structured-line.ts'
import type { OverlayKind } from '../overlay.ts'
import { copyLines } from '../panes/logs/copying.ts'
import { evidenceOf, markEvent } from '../panes/logs/evidence.ts'
import { shownText } from '../panes/logs/shown-text.ts'
import type { Scene } from '../scene.ts'
import { scrollSteps } from '../scroll-steps.ts'

export const logLineOverlay: OverlayKind<'logLine'> = {
  look: ({ event, scroll, raw }, scene, { width, height }) => {
    const rows = raw ? rawRows(event, width) : wholeRows(event, scene, width)
    const from = Math.max(0, Math.min(scroll, rows.length - height))
    const label = evidenceOf(event, scene)
    return {
      title: raw ? 'Line, as it came' : 'Line',
      meta: [label ? `kept as ${label}` : '', counted(1 + event.restCount, 'line')].filter(Boolean).join(' · '),
      rows: rows.slice(from, from + height),
      at: 'top',
    }
  },
  next: () => ({ action: 'close the line', run: (_, hands) => hands.change(popOverlay) }),
  hints: ({ event, raw }, scene) => [
    { key: 'm', label: evidenceOf(event, scene) ? 'unmark' : 'mark' },
    { key: 'y', label: 'copy' },
    { key: 'v', label: raw ? 'fields' : 'as it came' },
    { key: '↑↓', label: 'scroll' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    if (key === 'm') return markEvent(overlay.event, scene, hands)
    if (key === 'y') return copyLines([overlay.event], scene, hands)
    if (key === 'v') return hands.change(replaceOverlay({ ...overlay, raw: !overlay.raw, scroll: 0 }))
    const by = scrollSteps[key]
    if (by === undefined) return
    const rows = overlay.raw ? rawRows(overlay.event, 100) : wholeRows(overlay.event, scene, 100)
    hands.change(replaceOverlay({ ...overlay, scroll: Math.max(0, Math.min(rows.length - 1, overlay.scroll + by)) }))
  },
}

function wholeRows(event: HeldEvent, scene: Scene, width: number): Row[] {
  const { telemetry } = scene
  const structured = structuredLine(event.text) ?? structuredLine(shownText(event.text).text)
  const group = telemetry.groups.find(one => one.number === event.group)
  const facts = [
    { label: 'time', words: `${dateOf(event.at)} ${clockMillis(event.at)} UTC` },
    { label: 'level', words: event.level },
    { label: 'source', words: telemetry.sources[event.source]?.name ?? '' },
    ...(group ? [{ label: 'group', words: `${group.title}`, meta: `${group.count} of them` }] : []),
  ]
  const message = structured ? structured.message : shownText(event.text).text
  const labelWidth = Math.min(24, Math.max(11, ...(structured?.fields ?? []).map(([key]) => key.length + 2)))
  const fields = (structured?.fields ?? []).flatMap(([key, value]) => fieldRows(key, value, labelWidth, width))
  return [
    ...factRows(facts, { width, labelWidth }),
    row(),
    heading('Message', width),
    ...wrapText(message || '(none)', width).map(line => row(line)),
    ...(fields.length > 0 ? [row(), heading('Fields', width, structured?.form ?? ''), ...fields] : []),
    ...(event.rest.length > 0
      ? [row(), heading('Goes on', width, counted(event.restCount, 'line')), ...event.rest.map(line => row(line))]
      : []),
  ]
}

/** The key once, the value wrapped beside it; nested JSON a row a line. */
function fieldRows(key: string, value: string, labelWidth: number, width: number): Row[] {
  const room = Math.max(10, width - labelWidth)
  const lines = pretty(value).flatMap(line => {
    const indent = /^ */.exec(line)?.[0] ?? ''
    return wrapText(line.trim(), Math.max(10, room - indent.length)).map(part => indent + part)
  })
  return lines.map((line, index) =>
    row(muted((index === 0 ? key : '').padEnd(labelWidth).slice(0, labelWidth)), segment(line)),
  )
}

function pretty(value: string): string[] {
  if (!/^[{[]/.test(value)) return value.split('\n')
  try {
    return JSON.stringify(JSON.parse(value), null, 2).split('\n')
  } catch {
    return [value]
  }
}

function rawRows(event: HeldEvent, width: number): Row[] {
  return [event.text, ...event.rest].flatMap(line => wrapText(line, width).map(part => row(part)))
}
