// What a person chose to see of the log, as the question the ring is asked: every filter that is on, put together.

import type { LogQuery, Membership } from '../telemetry/log-query.ts'
import { type LogLevel, levelWords } from '../telemetry/log-ring.ts'
import { readMatch } from '../telemetry/text-match.ts'
import type { ErrorGroup } from '../telemetry/types.ts'
import type { LogFilter } from './view.ts'

/** The names by which filters speak of what the ring has as numbers. */
export interface LogNames {
  readonly sources: readonly string[]
  readonly groups: readonly Pick<ErrorGroup, 'id' | 'number'>[]
}

export function queryOf(filters: readonly LogFilter[], { sources, groups }: LogNames): LogQuery {
  const on = filters.filter(filter => filter.on)
  const of = (kind: LogFilter['kind']) => on.filter(filter => filter.kind === kind)
  const numbers = groups.map(group => group.number ?? -2)
  const ids = groups.map(group => group.id)
  return {
    fromLevel: Math.max(0, ...of('level').map(filter => levelWords.indexOf(filter.value as LogLevel))),
    sources: membership(of('source'), value => sources.indexOf(value)),
    groups: membership(of('group'), value => numbers[ids.indexOf(value)] ?? -2),
    since: of('since').reduce<number | null>((latest, { value }) => Math.max(latest ?? 0, Number(value)), null),
    texts: on.flatMap(({ kind, way, value }) => {
      if (kind !== 'text' && kind !== 'endpoint') return []
      const read = readMatch(value)
      return 'match' in read ? [{ way, match: read.match }] : []
    }),
    withoutEchoes: of('echo').length > 0,
  }
}

function membership(filters: readonly LogFilter[], numberOf: (value: string) => number): Membership {
  const inside = filters.filter(filter => filter.way === 'in').map(filter => numberOf(filter.value))
  const outside = filters.filter(filter => filter.way === 'out').map(filter => numberOf(filter.value))
  return { within: inside.length > 0 ? new Set(inside) : null, without: new Set(outside) }
}
