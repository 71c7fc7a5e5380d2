// What the log pane says about itself: the worst error group, what is shown of how much, and whether it holds still.
import type { LogGroupLine } from '../../../components/LogPane.tsx'
import type { SignalState } from '../../../components/marks.ts'
import { counted, rate, thousands } from '../../../components/theme/numbers.ts'
import { clock, clockSeconds } from '../../../components/theme/times.ts'
import type { LogFilter } from '../../../store/view.ts'
import { isRequestTitle } from '../../../telemetry/requests.ts'
import { isNewGroup } from '../../groups.ts'
import type { Scene } from '../../scene.ts'

export function logGroupOf({ telemetry, state }: Scene): LogGroupLine | null {
  const [worst] = [...telemetry.groups].sort(
    // A failed request says that it failed, never why.
    (a, b) => Number(isRequestTitle(a.title)) - Number(isRequestTitle(b.title)) || b.count - a.count,
  )
  if (!worst) return null
  const isNew = isNewGroup(worst, state)
  return {
    state: isNew ? 'failing' : 'warn',
    text: worst.title,
    count: thousands(worst.count),
    note: isNew ? 'new' : 'known',
  }
}

/** A filter as a person reads it: what it is about, and its value. */
export function filterWords({ kind, way, value }: LogFilter, scene: Scene): { kind: string; value: string } {
  const not = way === 'out' ? 'not ' : ''
  switch (kind) {
    case 'level':
      return { kind: 'level', value: `${value}+` }
    case 'since':
      return { kind: 'since', value: clock(Number(value)) }
    case 'echo':
      return { kind: '', value: 'each failure once' }
    case 'group': {
      const title = scene.telemetry.groups.find(group => group.id === value)?.title ?? value
      return { kind: `${not}group`, value: title.length > 24 ? `${title.slice(0, 23)}…` : title }
    }
    default:
      return { kind: `${not}${kind}`, value }
  }
}

export function logMetaOf(scene: Scene): string {
  const { telemetry, view } = scene
  const paused = pausedWords(scene)
  const errors =
    telemetry.sources.length > 0 ? `${rate(telemetry.rates.errorsPerMin).replace('/min', '')} errors/min` : ''
  if (view.zoomed && scene.layout.focus === 'logs') return ['zoomed', errors].filter(Boolean).join(' · ')
  if (paused !== null) return paused
  const filters = view.log.filters
    .filter(one => one.on && one.kind !== 'echo')
    .map(one => filterWords(one, scene))
    .map(({ kind, value }) => (/^(?:text|endpoint)$/.test(kind) ? value : `${kind} ${value}`))
  const sources =
    telemetry.sources.length === 1 ? (telemetry.sources[0]?.name ?? '') : counted(telemetry.sources.length, 'source')
  const once = view.log.filters.some(one => one.kind === 'echo' && one.on) && telemetry.sources.length > 1
  return [sources, ...filters, ...(once ? ['each failure once'] : []), errors].filter(Boolean).join(' · ')
}

/** `paused at 14:38:24, 17 newer lines below`, or null while the end is followed. */
export function pausedWords({ view, log, found }: Scene): string | null {
  const { heldAt, pinned } = view.log
  if (heldAt === null) return null
  const newer = found.lines.count - 1 - found.lines.positionAtOrBefore(heldAt)
  const at = log.line(heldAt)?.at ?? pinned.at(-1)?.at
  return `paused${at === undefined ? '' : ` at ${clockSeconds(at)}`}, ${counted(newer, 'newer line')} below, G follows`
}

/** `12,480 lines held, 0 dropped`, and what of them is shown. */
export function heldWords({ log, found }: Scene): string {
  const looking = found.lines.isComplete ? '' : `reading ${Math.floor(found.lines.share * 100)} % · `
  return `${looking}${counted(found.lines.count, 'event')} shown · ${counted(log.length, 'line')} held, ${thousands(log.dropped)} dropped`
}

/** Why there is no row to see. */
export function emptyWords({ telemetry, log, view, found }: Scene): string {
  if (telemetry.sources.length === 0) return 'no log is watched'
  if (log.length === 0) return 'no lines yet'
  if (!found.lines.isComplete) return 'looking …'
  const on = view.log.filters.filter(one => one.on)
  return on.length === 0
    ? 'no lines yet'
    : `none of the ${counted(log.length, 'line')} held passes the filters; f shows them`
}

export function logState({ telemetry }: Scene): SignalState {
  if (telemetry.sources.length === 0) return 'waiting'
  return telemetry.rates.errorsPerMin > 0 ? 'warn' : 'ok'
}
