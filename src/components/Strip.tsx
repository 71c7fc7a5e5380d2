// The strip under a single pane: health in one row, then the last log lines and the last things that happened.
import type { ReactElement } from 'react'
import { memo } from 'react'
import type { HealthRow } from './HealthPane.tsx'
import { healthBrief } from './HealthPane.tsx'
import type { SignalState } from './marks.ts'
import { signalMark } from './marks.ts'
import { Pane } from './Pane.tsx'
import type { Row, Segment, Words } from './rows/row.ts'
import { muted, row, segment, segmentsOf, spread, wordsWidth } from './rows/row.ts'

export interface StripEvent {
  /** The sign of the event's kind, as in the timeline. */
  readonly mark: Segment
  readonly time: string
  readonly words: Words
}

export interface StripLog {
  readonly time: string
  readonly text: string
  readonly count?: string
  /** `24/min`. */
  readonly rate?: string
}

export interface StripProps {
  readonly health: readonly HealthRow[]
  readonly logState: SignalState
  /** Newest last. */
  readonly logs: readonly StripLog[]
  /** Newest last. */
  readonly events: readonly StripEvent[]
  readonly width: number
  /** 4, 7 or 12: the rule and its rows. */
  readonly height: number
}

/** The rows under the strip's rule. */
export function stripRows({ health, logState, logs, events, width, height }: StripProps): Row[] {
  const inside = width - 2
  const room = height - 2
  const eventRoom = Math.max(1, Math.floor(room / 3))
  const lastEvents = events.slice(-eventRoom)
  const lastLogs = logs.slice(-Math.max(1, room - Math.max(1, lastEvents.length)))
  return [
    healthStripRow(health, inside),
    ...(lastLogs.length > 0
      ? lastLogs.map((log, index) =>
          logStripRow(log, { state: logState, inside, first: index === lastLogs.length - 1 }),
        )
      : [row(signalMark('waiting'), muted(' logs  no lines yet'))]),
    ...lastEvents.map(event => row(event.mark, ' last  ', muted(event.time), ' ', segmentsOf(event.words))),
  ]
}

export const Strip = memo(function Strip(props: StripProps): ReactElement {
  const { width, height } = props
  return <Pane kind="ruled" title="Watching" meta="Tab to open" rows={stripRows(props)} width={width} height={height} />
})

/** As many targets as fit, worst first as given; the rest is counted. */
export function healthStripRow(health: readonly HealthRow[], width: number): Row {
  const parts: Segment[] = []
  for (const [index, target] of health.entries()) {
    const bad = target.state === 'failing' || target.state === 'warn'
    const brief = segmentsOf([
      ...(index > 0 ? ['   '] : []),
      ...segmentsOf(healthBrief(target, bad && index === 0 && width >= 70)),
    ])
    const rest = health.length - index - 1
    if (wordsWidth(parts) + wordsWidth(brief) > width - (rest > 0 ? 9 : 0)) {
      parts.push(muted(`  +${rest + 1} more`))
      break
    }
    parts.push(...brief)
  }
  return parts.length > 0 ? row(parts) : row(muted('nothing is probed yet'))
}

function logStripRow(
  log: StripLog,
  { state, inside, first }: { state: SignalState; inside: number; first: boolean },
): Row {
  const counts = [segment(log.count ?? '', 'strong'), muted(log.rate ? `  ${log.rate}` : '')].filter(part => part.text)
  const mark = first ? signalMark(state) : segment(' ')
  return spread(
    [mark, segment(first ? ' logs  ' : '       '), muted(`${log.time} `), segment(log.text)],
    counts,
    inside,
  )
}

/** The one row the logs shrink to beside other panes. */
export function logStrip(log: StripLog | undefined, state: SignalState, width: number): Row {
  if (!log) return row(' ', signalMark('waiting'), muted(' logs  no lines yet'))
  return row(' ', logStripRow(log, { state, inside: width - 2, first: true }).segments, ' ')
}
