// Fields of structured lines in columns: the ones most lines have first, as many as fit, each as wide as its longest value.
import type { LogColumn } from '../../../components/LogLine.ts'
import { textWidth } from '../../../components/rows/text.ts'
import type { HeldEvent } from '../../../telemetry/held-event.ts'
import { shownText } from './shown-text.ts'

export interface Columns {
  /** Cells for the message before the columns. */
  readonly textWidth: number
  readonly of: (fields: readonly (readonly [key: string, value: string])[]) => LogColumn[]
}

const longestValue = 24
const shareForText = 0.5

/** The columns of the events on screen; none where no line has fields. */
export function columnsOf(events: readonly HeldEvent[], width: number): Columns {
  const structured = events.map(event => shownText(event.text)).filter(({ fields }) => fields.length > 0)
  if (structured.length === 0) return { textWidth: width, of: () => [] }
  const longest = Math.max(8, ...structured.map(({ text }) => textWidth(text)))
  const forText = Math.min(longest, Math.max(12, Math.floor(width * shareForText)))
  const keys = new Map<string, { lines: number; width: number }>()
  for (const { fields } of structured) {
    for (const [key, value] of fields) {
      const known = keys.get(key) ?? { lines: 0, width: 0 }
      keys.set(key, { lines: known.lines + 1, width: Math.max(known.width, Math.min(longestValue, textWidth(value))) })
    }
  }
  let left = width - forText
  const shown: { key: string; width: number }[] = []
  for (const [key, one] of [...keys].sort(([, a], [, b]) => b.lines - a.lines)) {
    const needed = textWidth(key) + 1 + Math.max(1, one.width)
    if (left < needed + 2) continue
    left -= needed + 2
    shown.push({ key, width: needed })
  }
  return {
    textWidth: forText,
    of: fields => {
      if (fields.length === 0) return []
      const values = new Map(fields)
      return shown.map(({ key, width: cells }) => ({ key, value: values.get(key) ?? '', width: cells }))
    },
  }
}
