// The names by which the filters of the log speak of its sources and groups.
import type { LogNames } from '../../../store/log-query-of.ts'
import type { TelemetrySnapshot } from '../../../telemetry/types.ts'

export function namesIn({ sources, groups }: Pick<TelemetrySnapshot, 'sources' | 'groups'>): LogNames {
  return { sources: sources.map(source => source.name), groups }
}
