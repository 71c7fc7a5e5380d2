// Which events of the log are wanted: by level, source, group, time and text. Asked of an event as a whole: of its first
// line and of the lines that continue it.
import type { Instant } from '../incident/time.ts'
import type { LogRing } from './log-ring.ts'
import { accessLine } from './requests.ts'
import type { TextMatch } from './text-match.ts'

export interface LogQuery {
  /** Position in `levelWords`; 0 is every level. */
  readonly fromLevel: number
  readonly sources: Membership
  readonly groups: Membership
  readonly since: Instant | null
  readonly texts: readonly { readonly way: 'in' | 'out'; readonly match: TextMatch }[]
  /** Leaves failed requests out where another line tells the same failure within a moment. */
  readonly withoutEchoes: boolean
}

export interface Membership {
  /** null lets everything in. */
  readonly within: ReadonlySet<number> | null
  readonly without: ReadonlySet<number>
}

export const everything: LogQuery = {
  fromLevel: 0,
  sources: { within: null, without: new Set() },
  groups: { within: null, without: new Set() },
  since: null,
  texts: [],
  withoutEchoes: false,
}

/** Does the event that begins at `head` pass? Echoes are not asked here: they need to know their neighbours. */
export function passes(log: LogRing, head: number, query: LogQuery): boolean {
  if (log.levelAt(head) < query.fromLevel) return false
  if (!isMember(log.sourceAt(head), query.sources)) return false
  if (!isMember(log.groupAt(head), query.groups)) return false
  if (query.since !== null && log.timeAt(head) < query.since) return false
  return query.texts.every(({ way, match }) => eventHas(log, head, match) === (way === 'in'))
}

/** Is the text in the first line or in one that continues it? */
function eventHas(log: LogRing, head: number, match: TextMatch): boolean {
  return (
    lineHas(log, head, match) || (log.restCount(head) > 0 && log.restOf(head).some(index => lineHas(log, index, match)))
  )
}

/** The bytes are asked first: text is made, cleaned and redacted only where it could match. */
export function lineHas(log: LogRing, index: number, match: TextMatch): boolean {
  return match.couldBeIn(log.glimpse(index)) && match.isIn(log.text(index))
}

/** A failed request of an access log: it says that something failed, never why. */
export function isFailedRequest(log: LogRing, head: number): boolean {
  return accessLine.test(log.glimpse(head))
}

function isMember(value: number, { within, without }: Membership): boolean {
  return (within === null || within.has(value)) && !without.has(value)
}
