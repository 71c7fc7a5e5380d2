// The banners that take the situation line: one sentence, one ready move, one way to be left alone. Gravest first.
import { cutEnd } from '../../components/rows/text.ts'
import type { SituationProps } from '../../components/SituationLine.tsx'
import { counted } from '../../components/theme/numbers.ts'
import { clock, running, span } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import type { SignalKind } from '../../incident/events.ts'
import { type Condition, conditionsToShow } from '../../incident/people/conditions.ts'
import { minute } from '../../incident/time.ts'
import { phaseTitle } from '../../incident/vocabulary.ts'
import type { Scene } from '../scene.ts'

export interface Banner {
  readonly id: string
  /** Raised on the record, where putting it off is recorded too; else it is this person's view only. */
  readonly isRaised: boolean
  /** Milliseconds until it comes back; null for good. */
  readonly laterMs: number | null
  readonly words: string
  readonly moves: NonNullable<SituationProps['moves']>
}

const later = 5 * minute
const laterMove = { key: 'L', label: 'later, 5 min' } as const
const seenMove = { key: 'L', label: 'seen' } as const
const page = { key: 'e', label: 'page' } as const

/** Severity raised, record trouble, what was cut off or not delivered, budget over, silence, sources lost. */
export function bannersOf(scene: Scene): Banner[] {
  const raised = conditionsToShow(scene.state, { now: scene.now, ...scene.config })
  const of = (...kinds: Condition['kind'][]) => raised.filter(one => kinds.includes(one.kind)).map(bannerOf)
  return [
    ...of('severity'),
    ...[recordTrouble(scene)].filter(isDue(scene)),
    ...of('interrupted', 'undelivered', 'budget', 'silence', 'quiet'),
    ...[lostSources(scene)].filter(isDue(scene)),
  ]
}

function isDue({ view, now }: Scene) {
  return (banner: Banner | null): banner is Banner => banner !== null && (view.putOff[banner.id] ?? 0) <= now
}

function bannerOf(condition: Condition): Banner {
  return { id: condition.id, isRaised: true, ...sayings(condition) }
}

function sayings(condition: Condition): Pick<Banner, 'laterMs' | 'words' | 'moves'> {
  switch (condition.kind) {
    case 'severity': {
      const { from, to, by, reason } = condition
      const why = reason === '' ? '' : `: ${reason}`
      const words = `Severity raised ${from} → ${to} by ${by.replace(/@.*$/, '')}${why}.`
      return { laterMs: null, words, moves: [page, seenMove] }
    }
    case 'interrupted': {
      const command = cutEnd(shortCommand(commandLine(condition.run.spec)), 60)
      const words = `${command} was running when the program ended. Outcome unknown, not re-run`
      return { laterMs: null, words, moves: [seenMove] }
    }
    case 'undelivered': {
      return { laterMs: null, words: deliveryWords(condition), moves: [{ key: 'S', label: 'look' }, seenMove] }
    }
    case 'budget': {
      const { phase, overMs, budgetMs } = condition
      const words = `${phaseTitle[phase]} is ${running(overMs)} over its ${running(budgetMs)}. Page the lead?`
      return { laterMs: later, words, moves: [page, laterMove] }
    }
    case 'silence': {
      const { sinceMs, severity } = condition
      const cadence = severity === null ? '' : ` (${severity} cadence)`
      const words = `No update for ${span(roundMinute(sinceMs))}${cadence}. A draft is ready.`
      return { laterMs: later, words, moves: [{ key: 'u', label: 'open' }, laterMove] }
    }
    case 'quiet': {
      const words = `Nothing recorded for ${span(roundMinute(condition.sinceMs))}. What is being tried?`
      return { laterMs: later, words, moves: [{ key: 'n', label: 'note' }, laterMove] }
    }
  }
}

function deliveryWords({ how, channel, detail }: Extract<Condition, { kind: 'undelivered' }>): string {
  if (how === 'unknown')
    return `A message to ${channel} was being sent when the program ended. Outcome unknown, not re-sent`
  if (how === 'late') return `The page to ${channel} has not gone out yet: ${detail}`
  return `Not delivered through ${channel}: ${detail}`
}

function roundMinute(ms: number): number {
  return Math.floor(ms / minute) * minute
}

function recordTrouble({ heldInMemory, recordTrouble: trouble }: Scene): Banner | null {
  if (trouble === null) return null
  const { short, count } = heldInMemory ?? { short: 'The record cannot be written', count: 0 }
  const words = `${short}: working in memory. ${counted(count, 'event waits', 'events wait')}, written once there is room`
  return { id: 'record', isRaised: false, laterMs: later, words, moves: [] }
}

/** What no longer tells us anything; its rows keep the last value with its age. */
function lostSources({ state, telemetry }: Scene): Banner | null {
  const { health, sources, metrics } = telemetry
  const logs = sources.filter(one => one.state === 'lost' || one.state === 'retrying').map(one => one.name)
  const silent = [...health, ...metrics].filter(one => one.state === 'stale').map(one => one.name)
  const lost = [...silent, ...logs]
  if (lost.length === 0) return null
  const since = (kind: SignalKind, name: string) => {
    const at = state.observations.findLast(one => one.kind === kind && one.subject === name)?.at
    return at === undefined ? '' : ` since ${clock(at)}`
  }
  const only = lost[0] ?? ''
  const all = health.length + sources.length + metrics.length
  const words =
    lost.length > 1
      ? `${lost.length} of ${all} sources lost: ${lost.join(', ')}. Their rows show the last value and its age`
      : logs.length === 1
        ? `${only} not readable${since('source_lost', only)}. Last lines kept; it is tried again`
        : `${only} gives no answer to be read. Its row shows the last value and its age`
  return { id: `lost:${lost.join(' ')}`, isRaised: false, laterMs: null, words, moves: [seenMove] }
}

/** A command without what only hardens git, and with short commit ids. */
export function shortCommand(line: string): string {
  return line.replace(/ -c core\.\S+| --no-pager/g, '').replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1')
}
