// How often others are told, and when the next update is due: the promise that was made, or sooner where the severity asks it.
import type { IncidentState, StakeholderUpdate } from '../state.ts'
import { hour, type Instant, minute } from '../time.ts'
import type { Severity } from '../vocabulary.ts'

/** Milliseconds between two updates; null asks for none. */
const updateCadence: Record<Severity, number | null> = {
  P0: 15 * minute,
  P1: 30 * minute,
  P2: 2 * hour,
  P3: null,
}

/** What a configuration says of it, in milliseconds; null asks for none. */
export type Cadence = { readonly [S in Severity]?: number | null | undefined }

/** Not classified yet counts as P1: when unsure, the higher. */
export function cadenceOf(severity: Severity | null, own: Cadence = {}): number | null {
  const said = own[severity ?? 'P1']
  return said === undefined ? updateCadence[severity ?? 'P1'] : said
}

/** Told to someone, or on the way: an update that arrived nowhere is none. */
export function hasLeft({ channels }: Pick<StakeholderUpdate, 'channels'>): boolean {
  return channels.length === 0 || channels.some(one => one.state === 'delivered' || one.state === 'waiting')
}

/** When the next update has to be out; null where none is owed. */
export function nextUpdateDue(state: IncidentState, own: Cadence = {}): Instant | null {
  const { declared, resolved, closed } = state.moments
  if (declared === null || resolved !== null || closed !== null) return null
  const last = state.updates.findLast(hasLeft)
  const cadence = cadenceOf(state.severity, own)
  const bySeverity = cadence === null ? null : (last?.at ?? declared) + cadence
  const promised = last?.nextDueAt ?? null
  if (promised === null || bySeverity === null) return promised ?? bySeverity
  return Math.min(promised, bySeverity)
}
