// What Loki says, as entries in order: the answer of query_range and the messages of tail have the same streams.
// Pure: values in, values out.
import type { Instant } from '../../incident/time.ts'

export interface LokiEntry {
  readonly at: Instant
  /** Tells entries of one stream and moment apart from all others. */
  readonly key: string
  readonly text: string
  /** The stream's own word for the level, where it has one. */
  readonly level: string | null
}

export interface LokiAnswer {
  readonly entries: readonly LokiEntry[]
  /** Entries the server gave up sending because we were too slow. */
  readonly dropped: number
}

/** Null where it is not what Loki answers. */
export function readLoki(answer: unknown): LokiAnswer | null {
  const { data, streams, dropped_entries: dropped } = mapOf(answer)
  const result = streams ?? mapOf(data).result
  if (!Array.isArray(result)) return null
  const found = result.flatMap(one => entriesOf(mapOf(one)))
  return { entries: found.sort((a, b) => a.at - b.at), dropped: Array.isArray(dropped) ? dropped.length : 0 }
}

const originLabels = ['pod', 'instance', 'container', 'host', 'filename', 'app']

function entriesOf({ stream, values }: Readonly<Record<string, unknown>>): LokiEntry[] {
  const labels = mapOf(stream)
  const origin = originLabels.map(label => labels[label]).find(value => typeof value === 'string')
  const name = JSON.stringify(labels)
  const level = labels.level ?? labels.detected_level ?? labels.severity
  return (Array.isArray(values) ? values : []).flatMap((value: unknown) => {
    const [nanos, line] = Array.isArray(value) ? (value as unknown[]) : []
    if (typeof nanos !== 'string' || typeof line !== 'string' || !/^\d{7,}$/.test(nanos)) return []
    const text = typeof origin === 'string' ? `${origin} ${line}` : line
    return [{ at: Number(nanos.slice(0, -6)), key: `${nanos} ${name} ${line}`, text, level: wordOf(level) }]
  })
}

function wordOf(level: unknown): string | null {
  return typeof level === 'string' && level !== 'unknown' ? level.toLowerCase() : null
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
