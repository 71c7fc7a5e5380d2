// The times of a written incident: its moments, the rows of its timeline, how grave it was when, and when users felt it.
import { cleanText } from '../../incident/redact.ts'
import type { Instant } from '../../incident/time.ts'
import { type Entering, type Path, type Read, WrittenMistake } from './entering.ts'
import type { WrittenIncident } from './schema.ts'
import type { WrittenTime } from './times.ts'
import { oneLine } from './words.ts'

export function momentsOf(written: WrittenIncident, read: Read) {
  return (['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const).flatMap(moment => {
    const value = written[moment]
    if (value === undefined) return []
    const { at, how } = typeof value === 'string' ? { at: value, how: '' } : value
    return [{ moment, time: read(at, [moment]), why: oneLine(how), path: [moment] }]
  })
}

type Row = NonNullable<WrittenIncident['timeline']>[number] & {
  readonly time: WrittenTime
  readonly end: WrittenTime | null
  readonly path: Path
}

export function rowsOf(written: WrittenIncident, read: Read, begun: Instant | null): Row[] {
  let day = begun
  return (written.timeline ?? []).map((entry, index) => {
    const path = ['timeline', index]
    const time = read(entry.at, [...path, 'at'], { day, zone: entry.zone })
    day = time.at
    return {
      ...entry,
      time,
      end: entry.until === undefined ? null : read(entry.until, [...path, 'until'], { day, zone: entry.zone }),
      path,
    }
  })
}

export function enterRow(
  { text, who, key, kind = 'note', ref, zone, time, end, path }: Row,
  act: Entering['act'],
): void {
  const { at, precision } = time
  const words = oneLine(text)
  const by = who === undefined ? '' : cleanText(who)
  if (kind === 'alert') {
    const observation = { kind: 'alert_firing', subject: words, text: words, level: 'critical', figures: {} } as const
    act({ kind: 'recordSignal', observation, at }, path)
    return
  }
  if (kind !== 'note' && ref !== undefined) {
    act({ kind: 'recordChange', change: { kind, ref: cleanText(ref), subject: words, author: by }, at }, path)
    return
  }
  const [event] = act(
    {
      kind: 'addNote',
      text: words,
      at,
      ...(end && { endsAt: end.at }),
      ...(precision && { precision }),
      ...(by !== '' && { who: by }),
      ...(zone !== undefined && { zone }),
    },
    path,
  )
  if (key && event) act({ kind: 'keyEntry', target: event.id, key }, path)
}

export function enterSeverities(
  { severity, severities }: WrittenIncident,
  read: Read,
  { act, at }: { readonly act: Entering['act']; readonly at: Instant },
): void {
  if (severity !== undefined && severities === undefined)
    act({ kind: 'setSeverity', severity, reason: '', at }, ['severity'])
  for (const [index, one] of (severities ?? []).entries()) {
    const path = ['severities', index]
    const since = read(one.at, [...path, 'at'], { day: at }).at
    act({ kind: 'setSeverity', severity: one.severity, reason: cleanText(one.reason ?? ''), at: since }, path)
  }
  if (severity !== undefined && severities !== undefined && severities.at(-1)?.severity !== severity)
    throw new WrittenMistake('severity is another than the last of severities', ['severity'])
}

/** Bare clock times are of the day the window above ended on, the first ones of the day it began. */
export function enterWindows(
  { windows = [] }: WrittenIncident,
  read: Read,
  { act, day: first }: { readonly act: Entering['act']; readonly day: Instant },
): void {
  let day = first
  for (const [index, { from, until, text, zone }] of windows.entries()) {
    const path = ['windows', index]
    const begun = read(from, [...path, 'from'], { day, zone })
    const ended = read(until, [...path, 'until'], { day: begun.at, zone })
    day = ended.at
    const precision = begun.precision ?? ended.precision
    const words = text === undefined ? '' : oneLine(text)
    act({ kind: 'recordWindow', at: begun.at, until: ended.at, text: words, ...(precision && { precision }) }, path)
  }
}
