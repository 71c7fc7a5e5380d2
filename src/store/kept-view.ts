// What of the view outlives the program: how someone looks at the log of an incident. Kept beside the record, never in it.
import { type LogFilter, type LogView, startingFilters, type ViewState } from './view.ts'

export interface KeptView {
  readonly filters: readonly LogFilter[]
  readonly wrap: boolean
  readonly relativeTimes: boolean
}

/** The port to where it is kept; what was read may be anything. */
export interface ViewKeeper {
  read(incidentId: string): unknown
  write(incidentId: string, view: KeptView): void
}

const kinds: readonly string[] = [
  'level',
  'source',
  'text',
  'endpoint',
  'group',
  'since',
  'echo',
] satisfies LogFilter['kind'][]

export function keptOf({ filters, wrap, relativeTimes }: LogView): KeptView {
  return { filters, wrap, relativeTimes }
}

export function isSameKept(a: LogView, b: LogView): boolean {
  return a.filters === b.filters && a.wrap === b.wrap && a.relativeTimes === b.relativeTimes
}

/** The view with what was kept; whatever cannot be understood is left as it starts. */
export function withKept(view: ViewState, kept: unknown): ViewState {
  if (kept === null || typeof kept !== 'object') return view
  const { filters, wrap, relativeTimes } = kept as Partial<Record<keyof KeptView, unknown>>
  return {
    ...view,
    log: {
      ...view.log,
      filters: Array.isArray(filters) ? filters.filter(isFilter) : startingFilters,
      wrap: wrap === true,
      relativeTimes: relativeTimes === true,
    },
  }
}

function isFilter(one: unknown): one is LogFilter {
  if (one === null || typeof one !== 'object') return false
  const { id, kind, way, value, on } = one as Partial<Record<keyof LogFilter, unknown>>
  const isNamed = typeof id === 'string' && typeof value === 'string' && typeof on === 'boolean'
  return isNamed && kinds.includes(String(kind)) && (way === 'in' || way === 'out')
}
